"""ReportLab flowables that carry their structure element: boxes, tables, figures, codes and lines to write on."""
