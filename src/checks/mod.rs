//! Rules: one a file. Each looks at a tracker and says what it finds.
