//! The vendor may add a value, so a match must say what then, in any version.

#![allow(deprecated)]

fn v2024_04(tag: aftership_tracking::v2024_04::enums::Tag) {
    use aftership_tracking::v2024_04::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2024_07(tag: aftership_tracking::v2024_07::enums::Tag) {
    use aftership_tracking::v2024_07::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2024_10(tag: aftership_tracking::v2024_10::enums::Tag) {
    use aftership_tracking::v2024_10::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2025_01(tag: aftership_tracking::v2025_01::enums::Tag) {
    use aftership_tracking::v2025_01::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2025_04(tag: aftership_tracking::v2025_04::enums::Tag) {
    use aftership_tracking::v2025_04::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2025_07(tag: aftership_tracking::v2025_07::enums::Tag) {
    use aftership_tracking::v2025_07::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2026_01(tag: aftership_tracking::v2026_01::enums::Tag) {
    use aftership_tracking::v2026_01::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn v2026_07(tag: aftership_tracking::v2026_07::enums::Tag) {
    use aftership_tracking::v2026_07::enums::Tag::*;
    match tag {
        Pending | InfoReceived | InTransit | OutForDelivery | AttemptFail | Delivered | AvailableForPickup => {}
        Exception | Expired | Unknown(_) => {}
    }
}

fn main() {}
