"""Inspecting in the window (检查): what was found, in lines; where a line leads is said by whoever shows them."""
