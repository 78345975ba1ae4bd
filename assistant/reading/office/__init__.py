"""Word, PowerPoint, Excel, OpenDocument and csv: files that are packed or made of cells."""
