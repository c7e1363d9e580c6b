import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.as.io.ASMemoryInStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * From PDFs on standard input to verdicts on standard output, one JVM for all of them.
 *
 * <p>Arguments: the flavours. Input: each file as a byte 1, its length (four bytes, big-endian) and its bytes; after the
 * last file a byte 0. So no file name depends on the platform's encoding. Output: lines of fields, separated by tabs. For
 * each file and flavour they are {@code failure FILE FLAVOUR RULE COUNT MESSAGE CONTEXT} for each failed rule, then
 * {@code verdict FILE FLAVOUR ASSERTIONS}. FILE counts from 0.
 */
public final class VeraPdf {
    /** The number of failed checks of a rule that are reported in full; all are counted. */
    private static final int REPORTED = 1;

    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] flavours) throws Exception {
        System.setOut(System.err); // the engine must not print between our lines
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String flavour : flavours) {
            profiles.put(flavour, profile(PDFAFlavour.byFlavourId(flavour)));
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        for (int file = 0; in.readBoolean(); file++) {
            byte[] data = in.readNBytes(in.readInt());
            for (Map.Entry<String, ValidationProfile> profile : profiles.entrySet()) {
                validate(file, profile.getKey(), profile.getValue(), data);
            }
            OUT.flush();
        }
    }

    /** Print the verdict on a file. If the engine fails, that is a failure of the rule "parse". */
    private static void validate(int file, String flavour, ValidationProfile profile, byte[] data) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ASMemoryInStream(data), profile.getPDFAFlavour());
                PDFAValidator validator = ValidatorFactory.createValidator(profile, REPORTED, false, true, false)) {
            printResult(file, flavour, validator.validate(parser));
        } catch (Exception | StackOverflowError error) {
            String cause = error.getCause() == null ? "" : ", from " + error.getCause();
            printLine("failure", file, flavour, "parse", 1, error + cause, "");
            printLine("verdict", file, flavour, 0);
        }
    }

    private static void printResult(int file, String flavour, ValidationResult result) {
        Map<RuleId, Integer> counts = result.getFailedChecks();
        for (TestAssertion assertion : result.getTestAssertions()) {
            RuleId id = assertion.getRuleId();
            String rule = id.getClause() + "-" + id.getTestNumber();
            String error = assertion.getErrorMessage();
            String message = error == null ? assertion.getMessage() : error;
            String context = assertion.getLocation().getContext();
            printLine("failure", file, flavour, rule, counts.get(id), message, context);
        }
        printLine("verdict", file, flavour, result.getTotalAssertions());
    }

    private static void printLine(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        OUT.print(String.join("\t", texts) + "\n");
    }

    /** Read a profile. The engine's own reader needs JAXB, which is not in the jar. */
    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String name = flavour.name().startsWith("PDFUA") ? "PDFUA-1" : flavour.name().replaceFirst("_", "-").replace("_", "");
        Element root;
        try (InputStream in = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            root = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(child(root, "rules"))) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(child(root, "variables"))) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"),
                    variable.getAttribute("object"),
                    text(variable, "defaultValue"),
                    text(variable, "value")));
        }
        if (rules.isEmpty()) {
            throw new IOException("the profile " + name + " has no rules");
        }
        ProfileDetails details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"))) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        ErrorDetails details = Profiles.errorFromValues(text(error, "message"), arguments);
        RuleId number = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(number, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"), details, List.of());
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                elements.add((Element) node);
            }
        }
        return elements;
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream().filter(element -> element.getTagName().equals(name)).findFirst().orElseThrow();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent();
    }
}
