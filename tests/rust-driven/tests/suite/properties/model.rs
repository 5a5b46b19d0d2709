//! An OCaml value as a tree, written by hand for each type, and its marshalled form: what
//! OCaml's runtime writes for a value, and what it makes one from. Neither goes through the
//! library's conversions.

/// What a value is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Model {
    /// An immediate: a number, a constant constructor, `()`, `[]`.
    Int(i64),
    Int32(i32),
    Int64(i64),
    /// A boxed float, by its bits: a NaN is equal to itself.
    Float(u64),
    Text(Vec<u8>),
    /// A flat record or array.
    Floats(Vec<u64>),
    Block(u8, Vec<Model>),
    /// By its elements: as nested blocks a long one would be too deep to drop.
    List(Vec<Model>),
}

/// What a value's words and its marshalled form are counted and written by.
enum Part<'a> {
    Model(&'a Model),
    /// A list's cell, before its element and the rest.
    Cell,
    /// The list's end.
    Nil,
}

impl Model {
    pub fn tuple(fields: impl Into<Vec<Model>>) -> Model {
        Model::Block(0, fields.into())
    }

    pub fn float(x: f64) -> Model {
        Model::Float(x.to_bits())
    }

    pub fn floats(numbers: impl IntoIterator<Item = f64>) -> Model {
        let bits: Vec<u64> = numbers.into_iter().map(f64::to_bits).collect();
        if bits.is_empty() { Model::tuple([]) } else { Model::Floats(bits) }
    }

    /// An array, or a record that isn't generic: flat where every element is a float.
    pub fn flattened(elements: Vec<Model>) -> Model {
        let bits: Option<Vec<u64>> = elements
            .iter()
            .map(|element| if let Model::Float(bits) = element { Some(*bits) } else { None })
            .collect();
        match bits {
            Some(bits) if !bits.is_empty() => Model::Floats(bits),
            _ => Model::Block(0, elements),
        }
    }

    pub fn list(elements: impl Iterator<Item = Model>) -> Model {
        Model::List(elements.collect())
    }

    /// The heap words of the value, headers included.
    fn words(&self) -> u64 {
        let mut words = 0;
        self.each(&mut |part| {
            words += match part {
                Part::Cell => 3,
                Part::Nil | Part::Model(Model::Int(_) | Model::List(_)) => 0,
                Part::Model(Model::Float(_)) => 2,
                Part::Model(Model::Int32(_) | Model::Int64(_)) => 3,
                Part::Model(Model::Text(bytes)) => 2 + bytes.len() as u64 / 8,
                Part::Model(Model::Floats(numbers)) => 1 + numbers.len() as u64,
                Part::Model(Model::Block(_, fields)) if fields.is_empty() => 0,
                Part::Model(Model::Block(_, fields)) => 1 + fields.len() as u64,
            }
        });
        words
    }

    /// Every part, a block before its fields.
    fn each<'a>(&'a self, tell: &mut dyn FnMut(Part<'a>)) {
        tell(Part::Model(self));
        match self {
            Model::Block(_, fields) => fields.iter().for_each(|field| field.each(tell)),
            Model::List(elements) => {
                for element in elements {
                    tell(Part::Cell);
                    element.each(tell);
                }
                tell(Part::Nil);
            }
            _ => {}
        }
    }

    /// What stands after the header in `Marshal.to_string v [No_sharing]`.
    pub fn data(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.each(&mut |part| match part {
            Part::Model(model) => model.write(&mut out),
            Part::Cell => out.push(0x80 + (2 << 4)),
            Part::Nil => out.push(0x40),
        });
        out
    }

    /// The whole, to be unmarshalled.
    pub fn marshalled(&self) -> Vec<u8> {
        let data = self.data();
        let mut out = vec![0x84, 0x95, 0xA6, 0xBE];
        out.extend((data.len() as u32).to_be_bytes());
        // No object is shared; the size on 32 bits is not looked at.
        out.extend([0; 8]);
        out.extend((self.words() as u32).to_be_bytes());
        out.extend(data);
        out
    }

    /// One part, as runtime/extern.c writes it (the codes are in runtime/caml/intext.h).
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Model::Int(n) => match *n {
                0..0x40 => out.push(0x40 + *n as u8),
                -0x80..0x80 => out.extend([0x00, *n as u8]),
                -0x8000..0x8000 => coded(0x01, &(*n as i16).to_be_bytes(), out),
                -0x4000_0000..0x4000_0000 => coded(0x02, &(*n as i32).to_be_bytes(), out),
                _ => coded(0x03, &n.to_be_bytes(), out),
            },
            Model::Int32(n) => coded(0x19, &[b"_i\0", &n.to_be_bytes()[..]].concat(), out),
            Model::Int64(n) => coded(0x19, &[b"_j\0", &n.to_be_bytes()[..]].concat(), out),
            Model::Float(bits) => coded(0x0C, &bits.to_le_bytes(), out),
            Model::Text(bytes) => {
                match bytes.len() {
                    len @ 0..0x20 => out.push(0x20 + len as u8),
                    len @ 0x20..0x100 => out.extend([0x09, len as u8]),
                    len => coded(0x0A, &(len as u32).to_be_bytes(), out),
                }
                out.extend(bytes);
            }
            Model::Floats(numbers) => {
                match numbers.len() {
                    len @ 0..0x100 => out.extend([0x0E, len as u8]),
                    // 0x0F is the big-endian short form; 0x07 the little-endian long one.
                    len => coded(0x07, &(len as u32).to_be_bytes(), out),
                }
                numbers.iter().for_each(|bits| out.extend(bits.to_le_bytes()));
            }
            // By its parts.
            Model::List(_) => {}
            Model::Block(tag, fields) => match fields.len() {
                size @ 0..8 if *tag < 16 => out.push(0x80 + tag + ((size as u8) << 4)),
                size => {
                    coded(0x08, &((size as u32) << 10 | 0x300 | u32::from(*tag)).to_be_bytes(), out)
                }
            },
        }
    }
}

fn coded(code: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(code);
    out.extend(bytes);
}

/// The number of a polymorphic variant's tag (runtime/hash.c, `caml_hash_variant`).
pub fn variant_hash(name: &str) -> i64 {
    let sum = name.bytes().fold(0_i64, |sum, byte| (sum * 223 + i64::from(byte)) & 0x7FFF_FFFF);
    if sum > 0x3FFF_FFFF { sum - 0x8000_0000 } else { sum }
}
