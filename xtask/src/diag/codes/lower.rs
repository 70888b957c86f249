//! Codes of operations and their bodies.
//!
//! In: nothing. Out: declarations. Must not: report.

use super::{Declaration, ERROR, Example, NOTE, STRICT, WARNING, declare, document, laid_over};

declare! {
    LOWER;

    LOWER_EXTENSION_VALUE = Declaration {
        id: "lower-extension-value",
        title: "A value of the `x-sdk` extension is wrong or missing",
        meaning: "The extension does not have the form that spec/README.md describes.",
        fix: "Correct the value as the message says.",
        example: document!("lower-extension-value"),
        ..ERROR
    };

    LOWER_UNKNOWN_EXTENSION_KEY = Declaration {
        id: "lower-unknown-extension-key",
        title: "The `x-sdk` extension has a key that nothing reads",
        meaning: "The key does not exist at this place, so that it would have no effect.",
        fix: "Correct the spelling; spec/README.md lists the keys.",
        example: document!("lower-unknown-extension-key"),
        ..ERROR
    };

    LOWER_UNKNOWN_VALUE = Declaration {
        id: "lower-unknown-value",
        title: "The extension names a value that the enum does not have",
        meaning: "`value-names` or `value-docs` of `x-sdk` has a key that is not a value of the enum.",
        fix: "Use a value of the enum.",
        example: document!("lower-unknown-value"),
        ..ERROR
    };

    LOWER_ALIAS_CONFLICT = Declaration {
        id: "lower-alias-conflict",
        title: "An alias of a property is the name of another property",
        meaning: "A value under that name could be either of the two.",
        fix: "Choose an alias that no other property of the object has as its name or alias.",
        example: document!("lower-alias-conflict"),
        ..ERROR
    };

    LOWER_UNKNOWN_PROPERTY = Declaration {
        id: "lower-unknown-property",
        title: "The body has no property that `wrap` names",
        meaning: "`wrap` of `x-sdk` names the property that holds the body; the schema of the body does not have it.",
        fix: "Name a property of the body.",
        example: document!("lower-unknown-property"),
        ..ERROR
    };

    LOWER_PAYLOAD_PATH = Declaration {
        id: "lower-payload-path",
        title: "The response has no property on the path to its payload",
        meaning: "The envelope or `unwrap` names a property that the schema of the response does not have.",
        fix: "Correct the envelope or `unwrap`, or the schema of the response.",
        example: document!("lower-payload-path"),
        ..ERROR
    };

    LOWER_PAGINATION = Declaration {
        id: "lower-pagination",
        title: "The pagination of an operation does not fit its description",
        meaning: "The overlay names a query parameter or a property of the response that the operation does not have.",
        fix: "Correct the names, or remove `pagination`.",
        example: document!("lower-pagination"),
        ..ERROR
    };

    LOWER_BATCH = Declaration {
        id: "lower-batch",
        title: "The batch of an operation has no array in its body",
        meaning: "`batch` of `x-sdk` names an array in the request body, which does not have it.",
        fix: "Give the path of the array in the body; an empty path if the body is the array.",
        example: document!("lower-batch"),
        ..ERROR
    };

    LOWER_PATH_CONFLICT = Declaration {
        id: "lower-path-conflict",
        title: "Two operations have the same method and path",
        meaning: "The paths differ in the names of their parameters only, so that no server can tell them apart. In a \
            document of this workspace this is an error.",
        loss: "Nothing in Rust; both operations are generated and send the same request.",
        fix: "Keep one of the two paths.",
        example: document!("lower-path-conflict"),
        ..STRICT
    };

    LOWER_DUPLICATE_OPERATION_ID = Declaration {
        id: "lower-duplicate-operation-id",
        title: "Two operations have the same id",
        meaning: "`operationId` must be unique. The methods get different names.",
        loss: "The name of one of the methods is longer and may change when the document changes.",
        fix: "Give every operation an id of its own.",
        example: document!("lower-duplicate-operation-id"),
        ..NOTE
    };

    LOWER_UNDECLARED_PATH_PARAMETER = Declaration {
        id: "lower-undeclared-path-parameter",
        title: "A variable of the path has no parameter",
        meaning: "The path holds a variable in braces that no parameter describes. It is read as a string.",
        loss: "The variable has no documentation, and may need another type or style than a plain string.",
        fix: "Declare the parameter with `in: path`.",
        example: document!("lower-undeclared-path-parameter"),
        ..WARNING
    };

    LOWER_UNUSED_PATH_PARAMETER = Declaration {
        id: "lower-unused-path-parameter",
        title: "A path parameter is not part of the path",
        meaning: "The operation declares a path parameter whose variable the path does not have.",
        loss: "The parameter cannot be sent.",
        fix: "Put the variable into the path, or remove the parameter.",
        example: document!("lower-unused-path-parameter"),
        ..WARNING
    };

    LOWER_IGNORED_HEADER = Declaration {
        id: "lower-ignored-header",
        title: "A header parameter is set by the client",
        meaning: "The client sends this header itself, from the credentials or the body.",
        loss: "The header has no setter of its own.",
        fix: "Nothing to do; set credentials on the client.",
        example: Example::None { when: "a header parameter of OpenAPI 3.0 passes the check before this one" },
        ..NOTE
    };

    LOWER_HEADER_NAME = Declaration {
        id: "lower-header-name",
        title: "A parameter cannot be sent as a header",
        meaning: "The name has a character that no header may have, such as a space.",
        loss: "The parameter is left out.",
        fix: "Correct the name of the parameter.",
        example: document!("lower-header-name"),
        ..WARNING
    };

    LOWER_UNKNOWN_SCHEME = Declaration {
        id: "lower-unknown-scheme",
        title: "A required security scheme is not declared",
        meaning: "`security` names a scheme that `components.securitySchemes` does not have.",
        loss: "The client sends no credentials for it.",
        fix: "Declare the scheme under `components.securitySchemes`.",
        example: document!("lower-unknown-scheme"),
        ..WARNING
    };

    LOWER_SHARED_CREDENTIAL = Declaration {
        id: "lower-shared-credential",
        title: "Two credentials of a requirement are written to one place",
        meaning: "A requirement names two schemes that write the same header, parameter or cookie. Only the first is sent.",
        loss: "The client does not send the second credential.",
        fix: "Make the schemes alternatives, or correct the name of one.",
        example: document!("lower-shared-credential"),
        ..WARNING
    };

    LOWER_UNSUPPORTED_SCHEME = Declaration {
        id: "lower-unsupported-scheme",
        title: "The client cannot apply a security scheme by itself",
        meaning: "The scheme is of a kind that the runtime does not implement, such as HTTP digest.",
        loss: "The client sends no credentials for it; the caller has to set the headers, for example in a transport.",
        fix: "Describe an alternative scheme, or allow the diagnostic and set the headers in a transport of your own.",
        example: document!("lower-unsupported-scheme"),
        ..WARNING
    };

    LOWER_BODY_EMPTY = Declaration {
        id: "lower-body-empty",
        title: "A request body has no media type",
        meaning: "`content` of the body is empty, so that nothing is known about what to send.",
        loss: "The operation is called without a body.",
        fix: "Describe the body under `content`.",
        example: document!("lower-body-empty"),
        ..WARNING
    };

    LOWER_BODY_RAW = Declaration {
        id: "lower-body-raw",
        title: "The parts of a multipart body are not described",
        meaning: "The schema of the body is not an object, so that the names of the parts are unknown.",
        loss: "The caller has to write the multipart body as bytes.",
        fix: "Describe the parts as properties of an object.",
        example: document!("lower-body-raw"),
        ..WARNING
    };

    LOWER_BODY_REQUIRED = Declaration {
        id: "lower-body-required",
        title: "A body with required properties is taken as required",
        meaning: "The body is not marked as required, but its schema has required properties.",
        loss: "Nothing; the body cannot be left out.",
        fix: "Write `required: true` beside `content`.",
        example: document!("lower-body-required"),
        ..NOTE
    };

    LOWER_BODY_XML = Declaration {
        id: "lower-body-xml",
        title: "A request body is XML only",
        meaning: "Types are not written as XML.",
        loss: "The caller has to write the XML as text.",
        fix: "Describe a JSON body if the API accepts one.",
        example: document!("lower-body-xml"),
        ..WARNING
    };

    LOWER_MEDIA_CHOICE = Declaration {
        id: "lower-media-choice",
        title: "A request body has several media types for the same values",
        meaning: "One media type is used for sending; the others carry the same schema in another form.",
        loss: "Nothing but the choice of the form.",
        fix: "Nothing to do. An overlay can remove the media type that is not wanted.",
        example: document!("lower-media-choice"),
        ..NOTE
    };

    LOWER_BODY_LEFT_OUT = Declaration {
        id: "lower-body-left-out",
        title: "A media type of a request body is left out",
        meaning: "The body has another media type with another content, such as a file beside JSON. One media type is \
            used for sending.",
        loss: "What only the other media type carries, for example a file, cannot be sent.",
        fix: "Remove the media type that is not wanted in an overlay, or allow the diagnostic.",
        example: document!("lower-body-left-out"),
        ..WARNING
    };

    LOWER_ERROR_BODY = Declaration {
        id: "lower-error-body",
        title: "An error has properties beside the envelope",
        meaning: "The error type of the crate reads the parts of the envelope; the error describes more than that.",
        loss: "The further properties have no fields; `body_json` and `payload_json` of the error read them as any \
            type.",
        fix: "Nothing to do.",
        example: document!("lower-error-body"),
        ..NOTE
    };

    LOWER_DISCRIMINATOR = Declaration {
        id: "lower-discriminator",
        title: "A discriminator does not tell all branches of a union apart",
        meaning: "Some branch has no value of the discriminator. The branches are tried in order instead.",
        loss: "A value may be read as another variant than the API means.",
        fix: "Map a value of its own to every branch.",
        example: document!("lower-discriminator"),
        ..WARNING
    };

    LOWER_DISCRIMINATOR_VALUE = Declaration {
        id: "lower-discriminator-value",
        title: "The mapping of a discriminator has a value that the branch does not allow",
        meaning: "A mapping has a value that the branch's own `enum` does not have. The `enum` is used.",
        loss: "A value with the mapped text is read as the unknown variant.",
        fix: "Correct the mapping or the `enum`.",
        example: document!("lower-discriminator-value"),
        ..WARNING
    };

    LOWER_UNION_AMBIGUOUS = Declaration {
        id: "lower-union-ambiguous",
        title: "Some branches of a union cannot be told apart",
        meaning: "Neither the JSON type nor required properties distinguish the branches. The first that decodes is \
            taken.",
        loss: "A value may be read as another variant than the API means.",
        fix: "Add a `discriminator`, or properties that only one branch requires.",
        example: document!("lower-union-ambiguous"),
        ..WARNING
    };

    LOWER_VERSION_WITHOUT_DATES = Declaration {
        id: "lower-version-without-dates",
        title: "A version has no dates although others have",
        meaning: "`versions` of `x-sdk` has dates for some versions of the API, but not for this one.",
        loss: "The documentation does not say when the version was released and until when it is supported.",
        fix: "Add the dates under `versions`.",
        example: laid_over!("lower-version-without-dates"),
        ..WARNING
    };

    LOWER_NAME_COLLISION = Declaration {
        id: "lower-name-collision",
        title: "A name is taken and gets an addition",
        meaning: "Two names of the document become the same words, so that one of them says what differs.",
        loss: "Nothing; the name is another than the document's.",
        fix: "Choose a name with `x-sdk` if the name is not a good one.",
        example: document!("lower-name-collision"),
        ..WARNING
    };

    LOWER_REDIRECT = Declaration {
        id: "lower-redirect",
        title: "A redirect is described as a response",
        meaning: "The client follows no redirects and reports a status of 300 to 399 as an error.",
        loss: "The call has no value for that status; the headers are those of the error.",
        fix: "Read the error where the redirect is wanted, and allow the diagnostic.",
        example: document!("lower-redirect"),
        ..WARNING
    };

    LOWER_WEBHOOK = Declaration {
        id: "lower-webhook",
        title: "No code receives a webhook",
        meaning: "The API sends requests of its own. The crate has the types of their bodies and describes them, but \
            is no server.",
        loss: "Receiving a webhook, and telling that it is from the API, is code of your own.",
        fix: "Decode the body with its type in your own server.",
        example: document!("lower-webhook"),
        ..NOTE
    };

    LOWER_CALLBACK = Declaration {
        id: "lower-callback",
        title: "No code receives a callback",
        meaning: "The API sends requests in the course of an operation. The crate has the types of their bodies and \
            describes them, but is no server.",
        loss: "Receiving a callback is code of your own.",
        fix: "Decode the body with its type in your own server.",
        example: document!("lower-callback"),
        ..NOTE
    };

    LOWER_OAUTH_FLOW = Declaration {
        id: "lower-oauth-flow",
        title: "No code obtains a token",
        meaning: "The scheme is OAuth 2. The client sends a token, but does not run a flow to obtain or refresh one.",
        loss: "Obtaining and refreshing a token is code of your own.",
        fix: "Obtain the token with a library for OAuth 2 and give it to the client.",
        example: document!("lower-oauth-flow"),
        ..NOTE
    };

    LOWER_SERVERS = Declaration {
        id: "lower-servers",
        title: "The API has several servers",
        meaning: "The client calls the first server unless it is given another base URL.",
        loss: "Nothing: the other servers are in the docs.",
        fix: "Set the base URL of the client to call another server.",
        example: document!("lower-servers"),
        ..NOTE
    };

    LOWER_LINKS = Declaration {
        id: "lower-links",
        title: "Links of responses are documented only",
        meaning: "A link says how values of a response lead to another operation. The docs of the operation describe \
            it.",
        loss: "No method follows the link.",
        fix: "Call the other operation with the values that the docs name.",
        example: document!("lower-links"),
        ..NOTE
    };

    LOWER_CONSTRAINTS = Declaration {
        id: "lower-constraints",
        title: "Rules of values are not checked",
        meaning: "Bounds, lengths, patterns and the like are in the docs of fields and parameters. The crate checks \
            none of them.",
        loss: "A value that breaks a rule is found by the API, not before the request.",
        fix: "Nothing to do; check values in your own code where a failed request costs too much.",
        example: document!("lower-constraints"),
        ..NOTE
    };
}
