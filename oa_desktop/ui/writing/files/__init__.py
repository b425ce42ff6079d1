"""Files that go with a text (附件文件): dropped or chosen, looked at before they are taken in."""
