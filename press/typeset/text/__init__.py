"""Paragraphs, and our replacements for ReportLab's layout of text: lines, markers and operators."""
