//! Codes of responses.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, NOTE, WARNING, declare, document};

declare! {
    LOWER_RESPONSES;

    LOWER_DOWNLOAD_IN_MEMORY = Declaration {
        id: "lower-download-in-memory",
        title: "A download beside other bodies is read as a whole",
        meaning: "The statuses of success have different bodies, one of them a file; which one it is, is known when the \
            response is there, and its type is an enum that holds the bytes.",
        loss: "The file does not stream: it is held in memory.",
        fix: "Describe one body for all statuses of success if the files are large.",
        example: document!("lower-download-in-memory"),
        ..NOTE
    };

    LOWER_RESPONSE_AS_TEXT = Declaration {
        id: "lower-response-as-text",
        title: "A response is read as text",
        meaning: "The media type of the response, such as XML, is not decoded into types.",
        loss: "The caller receives text and has to parse it.",
        fix: "Describe JSON if the API offers it, or allow the diagnostic.",
        example: document!("lower-response-as-text"),
        ..WARNING
    };

    LOWER_RESPONSE_LEFT_OUT = Declaration {
        id: "lower-response-left-out",
        title: "The items of a stream cannot be received one by one",
        meaning: "A response of events or lines stands beside responses of other statuses with other bodies. Only the \
            status says which one it is, so the body is read as a whole.",
        loss: "The stream is returned as text after its end.",
        fix: "Describe one body for all statuses of success, or allow the diagnostic.",
        example: document!("lower-response-left-out"),
        ..WARNING
    };

    LOWER_RESPONSE_HEADERS = Declaration {
        id: "lower-response-headers",
        title: "Headers of responses have no accessor",
        meaning: "The described headers are in the docs of the operations. They are read by name as text.",
        loss: "The headers have no types.",
        fix: "Read them from the headers of the response.",
        example: document!("lower-response-headers"),
        ..NOTE
    };
}
