//! The vendor may add a value, so a match must say what then.

use aftership_tracking::v2026_07::enums::ShipmentDirection;

fn main() {
    let direction = ShipmentDirection::Forward;
    match direction {
        ShipmentDirection::Forward => {}
        ShipmentDirection::Return => {}
    }
}
