"""How the window looks (外观): colours, text sizes, icons. The pages of documents stay as they are printed."""
