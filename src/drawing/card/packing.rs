//! A card as PNG: one byte a pixel, with a palette. Which colours there are is said here, and nothing is drawn.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError};

use super::canvas::{Canvas, HEIGHT, INKS, Ink, STEPS, WIDTH};
use crate::drawing::dress::LIGHT;
use crate::record::site::Colour;

/// The colour of an ink; that of the status is the card's own.
fn colour(ink: Ink, status: Colour) -> Colour {
    match ink {
        Ink::Black => LIGHT.ink,
        Ink::Muted => LIGHT.muted,
        Ink::Hair => LIGHT.hair,
        Ink::Status => status,
    }
}

/// Every shade of every ink: they lie between the paper's colour and the ink's.
fn palette(status: Colour) -> Vec<u8> {
    let mut palette = Vec::with_capacity(INKS.len() * STEPS * 3);
    for ink in INKS.map(|ink| colour(ink, status)) {
        for step in 0..STEPS {
            palette.extend((0..3).map(|channel| {
                let (from, to) = (usize::from(LIGHT.paper.0[channel]), usize::from(ink.0[channel]));
                ((from * (STEPS - 1 - step) + to * step + (STEPS - 1) / 2) / (STEPS - 1)) as u8
            }));
        }
    }
    palette
}

/// The bytes of the picture.
pub(super) fn packed(canvas: &Canvas, status: Colour) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(canvas, status, &mut bytes).expect("the canvas has a value for each pixel");
    bytes
}

fn write(canvas: &Canvas, status: Colour, bytes: &mut Vec<u8>) -> Result<(), EncodingError> {
    let mut encoder = Encoder::new(bytes, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette(status));
    // Filters are chosen row by row with this. The standard advises against them with a palette, but shades of an ink
    // stand in order here: without them a card is three times as large.
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(canvas.pixels())?;
    writer.finish()
}
