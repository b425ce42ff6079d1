"""The PDF writer (PDF/A-2b): pages, pens, fonts, pictures, tags and what an archive asks for."""
