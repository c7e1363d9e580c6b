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
 * <p>Arguments: the flavours. In: each file as a byte 1, its length (four bytes, the highest first) and its bytes, so that
 * no file name needs to survive the platform's encoding; after the last a byte 0. Out: lines of fields with a tab between
 * them: for each file and flavour {@code failure FILE FLAVOUR RULE COUNT MESSAGE CONTEXT} for each rule that failed, then
 * {@code verdict FILE FLAVOUR ASSERTIONS}; FILE counts from 0.
 */
public final class VeraPdf {
    /** Of each rule the first failed check is told, and how many there are. */
    private static final int TOLD = 1;

    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] flavours) throws Exception {
        System.setOut(System.err); // whatever the engine prints must not get between our lines
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String flavour : flavours) {
            profiles.put(flavour, profile(PDFAFlavour.byFlavourId(flavour)));
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        for (int file = 0; in.readBoolean(); file++) {
            byte[] data = in.readNBytes(in.readInt());
            for (Map.Entry<String, ValidationProfile> one : profiles.entrySet()) {
                judge(file, one.getKey(), one.getValue(), data);
            }
            OUT.flush();
        }
    }

    /** What the engine cannot get through is a failure of the file, by the rule "parse". */
    private static void judge(int file, String flavour, ValidationProfile profile, byte[] data) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ASMemoryInStream(data), profile.getPDFAFlavour());
                PDFAValidator validator = ValidatorFactory.createValidator(profile, TOLD, false, true, false)) {
            tell(file, flavour, validator.validate(parser));
        } catch (Exception | StackOverflowError error) {
            String cause = error.getCause() == null ? "" : ", from " + error.getCause();
            say("failure", file, flavour, "parse", 1, error + cause, "");
            say("verdict", file, flavour, 0);
        }
    }

    private static void tell(int file, String flavour, ValidationResult result) {
        Map<RuleId, Integer> counts = result.getFailedChecks();
        for (TestAssertion one : result.getTestAssertions()) {
            RuleId id = one.getRuleId();
            String rule = id.getClause() + "-" + id.getTestNumber();
            String why = one.getErrorMessage() == null ? one.getMessage() : one.getErrorMessage();
            say("failure", file, flavour, rule, counts.get(id), why, one.getLocation().getContext());
        }
        say("verdict", file, flavour, result.getTotalAssertions());
    }

    private static void say(Object... fields) {
        List<String> shown = new ArrayList<>();
        for (Object field : fields) {
            shown.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        OUT.print(String.join("\t", shown) + "\n");
    }

    /** The engine's own way to its profiles needs JAXB, which the jar does not hold; so they are read here. */
    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String name = flavour.name().startsWith("PDFUA") ? "PDFUA-1" : flavour.name().replaceFirst("_", "-").replace("_", "");
        Element root;
        try (InputStream in = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            root = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element one : children(child(root, "rules"))) {
            rules.add(rule(one));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element one : children(child(root, "variables"))) {
            variables.add(Profiles.variableFromValues(
                    one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        if (rules.isEmpty()) {
            throw new IOException("the profile " + name + " has no rules");
        }
        ProfileDetails details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element one) {
        Element id = child(one, "id");
        Element error = child(one, "error");
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
        Boolean deferred = one.hasAttribute("deferred") ? Boolean.valueOf(one.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(number, one.getAttribute("object"), deferred, one.getAttribute("tags"),
                text(one, "description"), text(one, "test"), details, List.of());
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node one = parent.getFirstChild(); one != null; one = one.getNextSibling()) {
            if (one instanceof Element) {
                found.add((Element) one);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream().filter(one -> one.getTagName().equals(name)).findFirst().orElseThrow();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent();
    }
}
