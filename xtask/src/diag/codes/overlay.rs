//! Codes of applying overlays.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, declare, laid_over};

declare! {
    OVERLAY;

    OVERLAY_VERSION = Declaration {
        id: "overlay-version",
        title: "The version of the overlay format is missing or not supported",
        meaning: "An overlay begins with `overlay:` and the version of the Overlay specification, which is 1.x.",
        fix: "Write `overlay: 1.0.0`.",
        example: laid_over!("overlay-version"),
        ..ERROR
    };

    OVERLAY_INFO = Declaration {
        id: "overlay-info",
        title: "The overlay has no complete `info`",
        meaning: "The Overlay specification requires a title and a version of the overlay itself.",
        fix: "Add `info: {title: …, version: …}`, both as text.",
        example: laid_over!("overlay-info"),
        ..ERROR
    };

    OVERLAY_TYPE = Declaration {
        id: "overlay-type",
        title: "A part of the overlay has the wrong type",
        meaning: "A value of the overlay does not have the type that the Overlay specification requires, or an action \
            would merge an object into a value that is none.",
        fix: "Write the value with the type that the message names.",
        example: laid_over!("overlay-type"),
        ..ERROR
    };

    OVERLAY_NO_ACTIONS = Declaration {
        id: "overlay-no-actions",
        title: "The overlay has no actions",
        meaning: "An overlay without actions changes nothing, which is most likely a mistake.",
        fix: "Add an action, or remove the file.",
        example: laid_over!("overlay-no-actions"),
        ..ERROR
    };

    OVERLAY_NO_TARGET = Declaration {
        id: "overlay-no-target",
        title: "An action has no target",
        meaning: "Every action selects nodes of the document by a JSONPath in `target`.",
        fix: "Add `target`, for example `target: $.info`.",
        example: laid_over!("overlay-no-target"),
        ..ERROR
    };

    OVERLAY_BAD_TARGET = Declaration {
        id: "overlay-bad-target",
        title: "The target of an action is not a valid JSONPath",
        meaning: "Targets are JSONPath expressions as RFC 9535 defines them.",
        fix: "Correct the expression; names with special characters are written as `['/parcels']`.",
        example: laid_over!("overlay-bad-target"),
        ..ERROR
    };

    OVERLAY_NO_MATCH = Declaration {
        id: "overlay-no-match",
        title: "The target of an action selects nothing",
        meaning: "The document has no node that the target selects: the target is misspelled, or the document has \
            changed since the action was written.",
        fix: "Correct the target, or remove the action if the document no longer needs it.",
        example: laid_over!("overlay-no-match"),
        ..ERROR
    };

    OVERLAY_NO_CHANGE = Declaration {
        id: "overlay-no-change",
        title: "An action neither updates nor removes",
        meaning: "An action has `update`, or `remove: true`.",
        fix: "Add `update` or `remove: true`, or remove the action.",
        example: laid_over!("overlay-no-change"),
        ..ERROR
    };

    OVERLAY_UPDATE_AND_REMOVE = Declaration {
        id: "overlay-update-and-remove",
        title: "An action updates and removes at the same time",
        meaning: "An action has one effect; the Overlay specification ignores the update, which is most likely not \
            intended.",
        fix: "Split the action into two, or remove one of the keys.",
        example: laid_over!("overlay-update-and-remove"),
        ..ERROR
    };

    OVERLAY_REMOVE_ROOT = Declaration {
        id: "overlay-remove-root",
        title: "An action would remove the whole document",
        meaning: "The target `$` selects the root, which cannot be removed.",
        fix: "Select the part that is to be removed.",
        example: laid_over!("overlay-remove-root"),
        ..ERROR
    };

    OVERLAY_UNKNOWN_KEY = Declaration {
        id: "overlay-unknown-key",
        title: "The overlay has a key that nothing reads",
        meaning: "Neither the Overlay specification nor this generator knows the key, so that it would have no \
            effect.",
        fix: "Correct the spelling, or remove the key.",
        example: laid_over!("overlay-unknown-key"),
        ..ERROR
    };

    OVERLAY_VERSION_BOUND = Declaration {
        id: "overlay-version-bound",
        title: "A bound of an action is not written like a version of the API",
        meaning: "`x-sdk-since` and `x-sdk-until` limit an action to some versions of the API. Versions are compared as \
            text, so that a bound which is written in another way would be compared wrongly.",
        fix: "Write the version as the file name of its document has it.",
        example: laid_over!("overlay-version-bound"),
        ..ERROR
    };

    OVERLAY_TOO_DEEP = Declaration {
        id: "overlay-too-deep",
        title: "The overlay makes the document too deep",
        meaning: "With the values that the overlay adds, the document is nested more deeply than the limit.",
        fix: "Add flatter parts and refer to them with `$ref`.",
        example: laid_over!("overlay-too-deep"),
        ..ERROR
    };
}
