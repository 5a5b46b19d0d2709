//! A value as a graph: each block once, and who points to it.

/// What an OCaml value looked like when it was surveyed: its blocks, as far as they are shown, in the
/// order in which they are met, those next to the value first.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueGraph {
    pub(crate) root: GraphSlot,
    pub(crate) nodes: Vec<GraphNode>,
    pub(crate) is_cut: bool,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GraphNode {
    /// Its tag.
    pub tag: u8,
    /// Its size in words.
    pub size: usize,
    /// What it is: `tag 0`, `string, 5 bytes`, `closure of 2 arguments`.
    pub title: String,
    /// What it holds, where that isn't values.
    pub content: Option<String>,
    /// Its values: a block's fields, a closure's environment. Fewer than there are where those are very
    /// many.
    pub fields: Vec<GraphSlot>,
    /// How many more there are.
    pub more_fields: usize,
}

/// A word that holds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GraphSlot {
    /// An immediate.
    Immediate(isize),
    /// A pointer to the block of that number, counted from 0.
    Block(usize),
    /// A pointer to a function inside a closure's block, of functions that are defined together: the
    /// block's number, and at which of its words.
    Inside(usize, usize),
    /// A pointer to a block that isn't shown.
    Cut,
}

impl ValueGraph {
    /// The value itself.
    pub fn root(&self) -> GraphSlot {
        self.root
    }

    /// The blocks.
    pub fn nodes(&self) -> &[GraphNode] {
        &self.nodes
    }

    /// Whether there are blocks that aren't shown.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// What is said below a picture that doesn't show all.
    pub(crate) fn cut_note(&self) -> Option<String> {
        self.is_cut.then(|| format!("only the first {} blocks are shown", self.nodes.len()))
    }
}

impl GraphNode {
    /// The lines below the title, each with the field that it shows, if it shows one.
    pub(crate) fn lines(&self) -> Vec<(String, Option<GraphSlot>)> {
        let content = self.content.iter().map(|content| (content.clone(), None));
        let fields = self.fields.iter().enumerate();
        let fields = fields.map(|(index, slot)| (format!("{index}: {}", slot.text()), Some(*slot)));
        let more = (self.more_fields > 0).then(|| (format!("{} more", self.more_fields), None));
        content.chain(fields).chain(more).collect()
    }
}

impl GraphSlot {
    /// What stands in the field; what it points to is shown by an arrow.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Immediate(n) => n.to_string(),
            Self::Block(_) => "•".to_owned(),
            Self::Inside(_, word) => format!("• at word {word}"),
            Self::Cut => "…".to_owned(),
        }
    }

    /// The block that it points to.
    pub(crate) fn target(self) -> Option<usize> {
        match self {
            Self::Block(node) | Self::Inside(node, _) => Some(node),
            Self::Immediate(_) | Self::Cut => None,
        }
    }
}
