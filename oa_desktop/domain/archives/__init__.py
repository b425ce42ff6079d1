"""The archive (档案): how filed documents become items with a code, and what holds of them from then on."""
