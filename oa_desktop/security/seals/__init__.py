"""Electronic seals (电子印章) and the values signed with them: GB/T 38540-2020, GM/T 0031-2014, GM/T 0031-2025."""
