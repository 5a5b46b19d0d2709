/// Eight fields: two levels are written by one function.
#[derive(ToOCaml)]
enum Eight {
    Leaf,
    Two(Box<Eight>, i32, Box<Eight>),
    Three(Box<Eight>, i32, Box<Eight>, i32, Box<Eight>),
}

/// Nine: only leaves are.
#[derive(ToOCaml)]
enum Nine {
    Leaf(i32),
    Two(Box<Nine>, i32, Box<Nine>),
    Three(Box<Nine>, i32, Box<Nine>, i32, Box<Nine>),
}
