//! The kinds of changes, with their ids and what they mean on the wire.
//!
//! In: nothing. Out: `Kind`. Must not: judge a single change; where the direction or the values decide, the caller says so.

use super::level::Wire::{self, Breaking as B, Compatible as C, Doc as D, None as N, Risky as R};

macro_rules! kinds {
    ($($name:ident $id:literal $request:ident $response:ident $what:literal;)*) => {
        /// A kind of change. Ids never change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $what] $name),* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As in the output: `field.removed`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// What it means where it is sent, and where it is received.
            #[must_use]
            pub const fn levels(self) -> (Wire, Wire) {
                match self { $(Self::$name => ($request, $response)),* }
            }

            /// In a few words.
            #[must_use]
            pub const fn what(self) -> &'static str {
                match self { $(Self::$name => $what),* }
            }
        }
    };
}

kinds! {
    ApiVersion "api.version" C C "the version of the document";
    ApiBaseUrl "api.base-url" B B "the URL of the API";
    ApiServerAdded "api.server-added" C C "one more server";
    ApiServerRemoved "api.server-removed" B B "one server less";
    ApiEnvelope "api.envelope" B B "where the payload, the code or the success of a response is";
    ApiRateLimit "api.rate-limit" R R "how many calls are allowed";
    ApiRateHeaders "api.rate-headers" R R "the headers that tell of the rate limit";
    ApiSigning "api.signing" B B "how requests are signed";
    ApiWebhooks "api.webhooks" R R "how webhooks are sent and signed";
    ApiDoc "api.doc" D D "texts about the API";
    AuthRequired "auth.required" B B "credentials are needed now";
    AuthNotRequired "auth.not-required" C C "credentials are no longer needed";
    AuthAlternativeAdded "auth.alternative-added" C C "one more way to authenticate";
    AuthAlternativeRemoved "auth.alternative-removed" B B "one way to authenticate less";
    AuthSchemeType "auth.scheme-type" B B "the type of a security scheme";
    AuthKeyRenamed "auth.key-renamed" B B "the name under which the key is sent";
    AuthKeyMoved "auth.key-moved" B B "where the key is sent";
    AuthScopeAdded "auth.scope-added" B B "a further scope is needed";
    AuthScopeRemoved "auth.scope-removed" C C "a scope is no longer needed";
    AuthEndpoint "auth.endpoint" R R "a URL of an OAuth flow or of a discovery document";
    OpAdded "op.added" C C "a new operation";
    OpRemoved "op.removed" B B "an operation is gone";
    OpRemovedAnnounced "op.removed-announced" R R "an operation is gone that was deprecated";
    OpPath "op.path" B B "the path of an operation";
    OpMethod "op.method" B B "the method of an operation";
    OpId "op.id" N N "the id of an operation";
    OpDeprecated "op.deprecated" C C "an operation is deprecated";
    OpUndeprecated "op.undeprecated" C C "an operation is no longer deprecated";
    OpSunset "op.sunset" R R "the date at which an operation ends";
    OpStability "op.stability" R R "how stable an operation is";
    OpTag "op.tag" N N "the tags of an operation";
    OpServer "op.server" B B "the server of an operation";
    OpPaging "op.paging" B B "how pages are asked for and found";
    OpPayload "op.payload" B B "where the payload is in the response or the body";
    OpRateLimit "op.rate-limit" R R "how often an operation may be called";
    OpIdempotency "op.idempotency" R R "whether a call may be repeated";
    OpBatch "op.batch" R R "how many items a batch may have";
    OpDoc "op.doc" D D "texts of an operation";
    ParamAddedOptional "param.added-optional" C C "a new optional parameter";
    ParamAddedRequired "param.added-required" B B "a new required parameter";
    ParamAddedRequiredDefault "param.added-required-default" B B "a new required parameter with a default";
    ParamRemoved "param.removed" R R "a parameter is gone";
    ParamRenamed "param.renamed" B B "a parameter has another name";
    ParamMoved "param.moved" B B "a parameter is elsewhere in the request";
    ParamBecameRequired "param.became-required" B B "a parameter is required now";
    ParamBecameOptional "param.became-optional" C C "a parameter is no longer required";
    ParamType "param.type" B B "the type of a parameter";
    ParamTypeWidened "param.type-widened" C C "a parameter takes more";
    ParamTypeNarrowed "param.type-narrowed" B B "a parameter takes less";
    ParamSerialization "param.serialization" B B "how a parameter is written";
    ParamDefault "param.default" R R "the default of a parameter";
    ParamDeprecated "param.deprecated" C C "whether a parameter is deprecated";
    BodyAddedOptional "body.added-optional" C C "a new optional request body";
    BodyAddedRequired "body.added-required" B B "a new required request body";
    BodyRemoved "body.removed" R R "the request body is gone";
    BodyBecameRequired "body.became-required" B B "the request body is required now";
    BodyBecameOptional "body.became-optional" C C "the request body is no longer required";
    BodyMediaAdded "body.media-added" C C "one more media type of the request";
    BodyMediaRemoved "body.media-removed" B B "one media type of the request less";
    BodyType "body.type" B B "the type of the request body";
    RespSuccessAdded "resp.success-added" R R "a further status of success";
    RespSuccessRemoved "resp.success-removed" B B "a status of success is gone";
    RespErrorAdded "resp.error-added" C C "a further error is described";
    RespErrorRemoved "resp.error-removed" C C "an error is no longer described";
    RespDefault "resp.default" R R "the response for all other statuses";
    RespMediaAdded "resp.media-added" C C "one more media type of the response";
    RespMediaRemoved "resp.media-removed" B B "one media type of the response less";
    RespBodyAdded "resp.body-added" C C "the response has a body now";
    RespBodyRemoved "resp.body-removed" B B "the response has no body now";
    RespBodyType "resp.body-type" B B "the type of the response body";
    RespHeaderAdded "resp.header-added" C C "a new response header";
    RespHeaderRemoved "resp.header-removed" R R "a response header is gone";
    RespHeaderOptional "resp.header-optional" R R "whether a response header is always there";
    RespHeaderType "resp.header-type" B B "the type of a response header";
    FieldAddedOptional "field.added-optional" C C "a new optional property";
    FieldAddedRequired "field.added-required" B C "a new required property";
    FieldAddedRequiredDefault "field.added-required-default" B C "a new required property with a default";
    FieldRemoved "field.removed" R R "a property is gone";
    FieldRemovedRequired "field.removed-required" R B "a required property is gone";
    FieldRenamed "field.renamed" B B "a property has another name";
    FieldMoved "field.moved" B B "a property is in another object";
    FieldBecameRequired "field.became-required" B C "a property is required now";
    FieldBecameOptional "field.became-optional" C B "a property is no longer required";
    FieldNullable "field.nullable" C B "null is allowed now";
    FieldNotNullable "field.not-nullable" B C "null is no longer allowed";
    FieldType "field.type" B B "the type";
    FieldTypeWidened "field.type-widened" C B "the type takes more";
    FieldTypeNarrowed "field.type-narrowed" B C "the type takes less";
    FieldFormat "field.format" R R "the format";
    FieldDefault "field.default" R C "the default";
    FieldReadOnly "field.read-only" R C "whether it is for responses only";
    FieldWriteOnly "field.write-only" C R "whether it is for requests only";
    FieldDeprecated "field.deprecated" C C "whether it is deprecated";
    FieldStability "field.stability" R R "how stable it is";
    FieldDoc "field.doc" D D "texts and examples";
    LimitTightened "limit.tightened" B C "a limit is tighter";
    LimitLoosened "limit.loosened" C R "a limit is looser";
    LimitChanged "limit.changed" R R "a limit is another";
    ObjectClosed "object.closed" B C "other properties are forbidden or restricted";
    ObjectOpened "object.opened" C R "other properties are allowed";
    EnumValueAdded "enum.value-added" C R "a further value";
    EnumValueRemoved "enum.value-removed" B C "a value is gone";
    EnumValueRenamed "enum.value-renamed" B R "a value has another spelling";
    EnumFromFree "enum.from-free" B C "only listed values are allowed now";
    EnumToFree "enum.to-free" C R "any value is allowed now";
    EnumConst "enum.const" B R "the only value is another";
    EnumOrder "enum.order" N N "the order of values";
    UnionVariantAdded "union.variant-added" C B "a further alternative";
    UnionVariantRemoved "union.variant-removed" B C "an alternative is gone";
    UnionDiscriminator "union.discriminator" R B "the property that tells alternatives apart";
    UnionMapping "union.mapping" R B "the values that tell alternatives apart";
    UnionKind "union.kind" R R "whether one or several alternatives hold";
    SchemaConditional "schema31.conditional" R R "a condition on other properties";
    SchemaAdded "schema.added" N N "a component that nothing uses yet";
    SchemaRemoved "schema.removed" N N "a component that nothing used is gone";
    SchemaRenamed "schema.renamed" N N "a component has another name";
    SchemaSplit "schema.split" N N "one component became two, or two one";
    ComposeRefactor "compose.refactor" N N "the same in another form";
    WebhookAdded "webhook.added" C C "a new webhook";
    WebhookRemoved "webhook.removed" B B "a webhook is gone";
    CallbackAny "callback.any" C C "a callback";
    ErrorCodeAdded "error.code-added" C R "a further error code";
    ErrorCodeRemoved "error.code-removed" C C "an error code is gone";
    ErrorCodeChanged "error.code-changed" R R "what an error code means";
    NoteBehaviour "note.behaviour" R R "what the API does, as a note says";
    RustType "rust.signature" N N "an item of the crate has another type";
    RustAdded "rust.added" N N "a new item of the crate";
    RustRemoved "rust.removed" N N "an item of the crate is gone";
    RustDerive "rust.derive-lost" N N "a type lost a trait";
    RustFeature "rust.feature" N N "a feature of the crate";
}
