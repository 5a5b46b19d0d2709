let half = area (Circle 1.) /. 2.
