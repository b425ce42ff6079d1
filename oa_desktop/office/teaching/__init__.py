"""培训班: the class of a teacher, its roll and timetable, and the results that are collected, marked and released."""
