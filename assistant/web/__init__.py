"""The page: one module a tab, and the only room that knows Gradio."""
