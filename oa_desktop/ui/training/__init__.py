"""The trainee's window (实训窗口): choosing an exercise, the panel beside the desk, and the score."""
