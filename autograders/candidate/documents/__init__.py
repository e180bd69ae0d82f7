"""Text documents (PDF, DOCX) as passages with their pages and headings; what a document says is only ever shown."""

from .document import Document, DocumentError, Passage, read_document

__all__ = ["Document", "DocumentError", "Passage", "read_document"]
