"""Leaving (打印、另存为): what a person takes out of the store on paper or as a file; each is recorded first."""
