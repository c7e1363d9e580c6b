"""Paragraphs, and what replaces ReportLab's own text layout: line breaks, markers and operators."""
