//! Deflate (RFC 1951) in the wrapping of zlib (RFC 1950), for pictures that are mostly paper.
//!
//! Two distances are looked at, the byte before and the byte above: in pictures of few colours hardly anything else
//! repeats. So a card takes less than a third of the instructions that it takes with a packer for any bytes. There is
//! one block, with one code for all of it. Nothing is unpacked here.

/// The least that a match is worth, and the most that one holds (RFC 1951, section 3.2.5).
const LEAST: usize = 4;
const MOST: usize = 258;

/// Ends a block.
const END: usize = 256;

/// Code of a length, by its first code: how many bits say the rest, and the first length of the code.
const LENGTHS: [(u8, u16); 29] = {
    let mut lengths = [(0, 0); 29];
    let (mut code, mut first) = (0, 3);
    while code < 28 {
        let bits = if code < 8 { 0 } else { code as u8 / 4 - 1 };
        lengths[code] = (bits, first);
        first += 1 << bits;
        code += 1;
    }
    lengths[28] = (0, MOST as u16);
    lengths
};

/// Which code a length has, by the length.
const CODES: [u8; MOST + 1] = {
    let mut codes = [0; MOST + 1];
    let mut code = 0;
    while code < 28 {
        let (bits, first) = LENGTHS[code];
        let mut length = first as usize;
        while length < first as usize + (1 << bits) && length < MOST {
            codes[length] = code as u8;
            length += 1;
        }
        code += 1;
    }
    codes[MOST] = 28;
    codes
};

/// One step of unpacking.
#[derive(Clone, Copy)]
enum Token {
    Byte(u8),
    /// So many bytes as stand one before, or one row above.
    Match(u16, From),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Before,
    Above,
}

/// Packs rows of `stride` bytes each.
pub(super) fn zlib(bytes: &[u8], stride: usize) -> Vec<u8> {
    let tokens = tokens(bytes, stride);
    let mut counts = [0_u32; END + 30];
    for token in &tokens {
        match token {
            Token::Byte(byte) => counts[usize::from(*byte)] += 1,
            Token::Match(length, _) => counts[END + 1 + usize::from(CODES[usize::from(*length)])] += 1,
        }
    }
    counts[END] = 1;
    let lengths = code_lengths(&counts);
    let codes = canonical(&lengths);
    // A window of 32 KiB, and no dictionary.
    let mut bits = Bits { out: vec![0x78, 0x01], held: 0, count: 0 };
    let above = Distance::of(stride);
    header(&mut bits, &lengths, above.code);
    let put = |bits: &mut Bits, symbol: usize| bits.put(codes[symbol], lengths[symbol]);
    for token in tokens {
        match token {
            Token::Byte(byte) => put(&mut bits, usize::from(byte)),
            Token::Match(length, from) => {
                let code = usize::from(CODES[usize::from(length)]);
                put(&mut bits, END + 1 + code);
                bits.put(u32::from(length - LENGTHS[code].1), LENGTHS[code].0);
                // Two distances, a bit for each; the nearer one has the smaller code.
                match from {
                    From::Before => bits.put(0, 1),
                    From::Above => bits.put(1 | above.rest << 1, 1 + above.bits),
                }
            }
        }
    }
    put(&mut bits, END);
    let mut out = bits.finish();
    out.extend_from_slice(&adler(bytes).to_be_bytes());
    out
}

fn tokens(bytes: &[u8], stride: usize) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(bytes.len() / 32);
    let mut at = 0;
    while at < bytes.len() {
        let same = |back: usize| if at < back { 0 } else { common(&bytes[at..], &bytes[at - back..]) };
        let above = same(stride);
        // What is longer than a few bytes is good enough.
        let before = if above > 16 { 0 } else { same(1) };
        let (length, from) = if above >= before { (above, From::Above) } else { (before, From::Before) };
        if length < LEAST {
            tokens.push(Token::Byte(bytes[at]));
            at += 1;
            continue;
        }
        at += length;
        let mut rest = length;
        while rest > 0 {
            // What is left over is never too short for a match.
            let part = if rest > MOST && rest < MOST + LEAST { MOST - LEAST } else { rest.min(MOST) };
            tokens.push(Token::Match(part as u16, from));
            rest -= part;
        }
    }
    tokens
}

/// How many bytes two texts have in common at their beginnings; none where that is too few for a match.
fn common(one: &[u8], other: &[u8]) -> usize {
    const WIDE: usize = 32;
    if one.first_chunk::<LEAST>() != other.first_chunk() {
        return 0;
    }
    let (blocks, others) = (one.as_chunks::<WIDE>().0, other.as_chunks().0);
    let wide = blocks.iter().zip(others).take_while(|(a, b)| a == b).count() * WIDE;
    wide + one[wide..].iter().zip(&other[wide..]).take_while(|(a, b)| a == b).count()
}

/// A distance as it is written.
struct Distance {
    code: usize,
    rest: u32,
    bits: u8,
}

impl Distance {
    /// Of more than four bytes.
    fn of(distance: usize) -> Self {
        let less = distance as u32 - 1;
        let bits = less.ilog2() - 1;
        let code = 2 * (bits + 1) + (less >> bits & 1);
        Self { code: code as usize, rest: less & ((1 << bits) - 1), bits: bits as u8 }
    }
}

/// The head of the last block, with codes of its own (section 3.2.7).
fn header(bits: &mut Bits, lengths: &[u8], above: usize) {
    // In which order lengths of the code for lengths stand.
    const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let used = lengths.iter().rposition(|&length| length > 0).map_or(END, |last| last) + 1;
    bits.put(0b101, 3);
    bits.put(used as u32 - 257, 5);
    bits.put(above as u32, 5);
    bits.put(ORDER.len() as u32 - 4, 4);
    // The lengths 0 to 15 are written with four bits each, and repetitions are not used.
    for symbol in ORDER {
        bits.put(if symbol < 16 { 4 } else { 0 }, 3);
    }
    let distances = (0..=above).map(|code| u8::from(code == 0 || code == above));
    for length in lengths[..used].iter().copied().chain(distances) {
        bits.put(u32::from(length).reverse_bits() >> 28, 4);
    }
}

/// The length of each symbol's code, at most 15 bits: Huffman's, of counts made flatter until that holds.
fn code_lengths(counts: &[u32]) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = huffman(&counts);
        if lengths.iter().all(|&length| length <= 15) {
            return lengths;
        }
        counts.iter_mut().filter(|count| **count > 0).for_each(|count| *count = *count / 2 + 1);
    }
}

fn huffman(counts: &[u32]) -> Vec<u8> {
    let mut leaves: Vec<(u32, usize)> = Vec::new();
    leaves.extend(
        counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(symbol, &count)| (count, symbol)),
    );
    leaves.sort_unstable();
    let mut lengths = vec![0; counts.len()];
    if leaves.len() < 2 {
        if let Some(&(_, symbol)) = leaves.first() {
            lengths[symbol] = 1;
        }
        return lengths;
    }
    // Nodes are made in the order of their counts, so that the two least ones stand at the heads of two queues.
    let size = leaves.len();
    let mut nodes: Vec<(u32, usize)> = leaves.iter().map(|&(count, _)| (count, 0)).collect();
    let (mut leaf, mut inner) = (0, size);
    for made in size..2 * size - 1 {
        let mut least = |nodes: &[(u32, usize)]| {
            let from_leaves = leaf < size && (inner >= made || nodes[leaf].0 <= nodes[inner].0);
            let head = if from_leaves { &mut leaf } else { &mut inner };
            *head += 1;
            *head - 1
        };
        let (one, other) = (least(&nodes), least(&nodes));
        nodes.push((nodes[one].0 + nodes[other].0, 0));
        (nodes[one].1, nodes[other].1) = (made, made);
    }
    let mut depths = vec![0_u8; nodes.len()];
    for node in (0..nodes.len() - 1).rev() {
        depths[node] = depths[nodes[node].1] + 1;
    }
    leaves.iter().zip(depths).for_each(|(&(_, symbol), depth)| lengths[symbol] = depth);
    lengths
}

/// The codes that lengths stand for (section 3.2.2), their bits in the order in which they are written.
fn canonical(lengths: &[u8]) -> Vec<u32> {
    let mut next = [0_u32; 17];
    for length in 1..16 {
        let count = lengths.iter().filter(|&&used| usize::from(used) == length).count() as u32;
        next[length + 1] = (next[length] + count) << 1;
    }
    let code = |&length: &u8| {
        let code = next[usize::from(length)];
        next[usize::from(length)] += 1;
        if length == 0 { 0 } else { code.reverse_bits() >> (32 - u32::from(length)) }
    };
    lengths.iter().map(code).collect()
}

/// Bits that are being written, the lowest first.
struct Bits {
    out: Vec<u8>,
    held: u64,
    count: u8,
}

impl Bits {
    /// At most 32 bits.
    fn put(&mut self, value: u32, bits: u8) {
        self.held |= u64::from(value) << self.count;
        self.count += bits;
        if self.count >= 32 {
            self.out.extend_from_slice(&(self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let bytes = usize::from(self.count.div_ceil(8));
        self.out.extend_from_slice(&self.held.to_le_bytes()[..bytes]);
        self.out
    }
}

/// The check sum of RFC 1950, section 8.2.
fn adler(bytes: &[u8]) -> u32 {
    const BASE: u32 = 65_521;
    // So many bytes can be added up before a sum of 32 bits runs over.
    const SAFE: usize = 2048;
    let (mut a, mut b) = (1_u32, 0_u32);
    for part in bytes.chunks(SAFE) {
        for few in part.chunks(64) {
            if few == [0; 64] {
                // Paper: it is most of a card.
                b += 64 * a;
                continue;
            }
            for &byte in few {
                a += u32::from(byte);
                b += a;
            }
        }
        (a, b) = (a % BASE, b % BASE);
    }
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use miniz_oxide::inflate::decompress_to_vec_zlib;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_by_another_program() {
        let stride = 61;
        let ramp: Vec<u8> = (0..=255).cycle().take(stride * 40).collect();
        let mut longest = vec![0; stride * 3];
        for length in 1..600 {
            longest.extend(std::iter::repeat_n(7, length));
            longest.push(length as u8);
        }
        let cases = [vec![], vec![1], vec![0; stride], vec![5; stride * 500], ramp, longest];
        for bytes in cases {
            assert_eq!(decompress_to_vec_zlib(&zlib(&bytes, stride)).expect("it is whole"), bytes);
        }
    }

    #[test]
    fn counts_that_ask_for_long_codes_get_codes_of_fifteen_bits() {
        let mut counts = [0; 40];
        let (mut one, mut other) = (1, 1);
        for count in &mut counts {
            *count = one;
            (one, other) = (other, one + other);
        }
        let lengths = code_lengths(&counts);
        let room: u32 = lengths.iter().map(|&length| 1 << (15 - length)).sum();
        assert_eq!((lengths.iter().copied().max(), room), (Some(15), 1 << 15));
    }

    proptest! {
        #[test]
        fn any_rows_survive(
            parts in prop::collection::vec((0_u8..4, 1_usize..400), 0..60),
            noise in prop::collection::vec(any::<u8>(), 0..900),
        ) {
            let mut bytes: Vec<u8> = parts.into_iter().flat_map(|(byte, times)| std::iter::repeat_n(byte, times)).collect();
            bytes.extend(noise);
            prop_assert_eq!(decompress_to_vec_zlib(&zlib(&bytes, 101)).unwrap(), bytes);
        }
    }
}
