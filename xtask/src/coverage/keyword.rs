//! The keywords of OpenAPI and JSON Schema as small numbers, and sets of them.
//!
//! In: a key of an object. Out: its number, where it is a keyword of any object. Must not: know which object has which.

use std::sync::LazyLock;

macro_rules! keywords {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// A fixed key of an object of OpenAPI.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Keyword { $(#[doc = $text] $name),* }

        impl Keyword {
            const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The keyword as it is written.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

keywords! {
    // Document and info
    OpenApi = "openapi", SelfUri = "$self", Info = "info", JsonSchemaDialect = "jsonSchemaDialect", Servers = "servers",
    Paths = "paths", Webhooks = "webhooks", Components = "components", Security = "security", Tags = "tags",
    ExternalDocs = "externalDocs", Title = "title", Summary = "summary", Description = "description",
    TermsOfService = "termsOfService", Contact = "contact", License = "license", Version = "version", Name = "name",
    Url = "url", Email = "email", Identifier = "identifier",
    // Servers and tags
    Variables = "variables", Enum = "enum", Default = "default", Parent = "parent", TagKind = "kind",
    // Components
    Schemas = "schemas", Responses = "responses", Parameters = "parameters", Examples = "examples",
    RequestBodies = "requestBodies", Headers = "headers", SecuritySchemes = "securitySchemes", Links = "links",
    Callbacks = "callbacks", PathItems = "pathItems", MediaTypes = "mediaTypes",
    // Path items and operations
    Ref = "$ref", Get = "get", Put = "put", Post = "post", Delete = "delete", Options = "options", Head = "head",
    Patch = "patch", Trace = "trace", Query = "query", AdditionalOperations = "additionalOperations",
    OperationId = "operationId", RequestBody = "requestBody", Deprecated = "deprecated",
    // Parameters, headers, bodies
    In = "in", Required = "required", AllowEmptyValue = "allowEmptyValue", Style = "style", Explode = "explode",
    AllowReserved = "allowReserved", Schema = "schema", Example = "example", Content = "content",
    Encoding = "encoding", ItemSchema = "itemSchema", ItemEncoding = "itemEncoding",
    PrefixEncoding = "prefixEncoding", ContentType = "contentType", Value = "value",
    ExternalValue = "externalValue", DataValue = "dataValue", SerializedValue = "serializedValue",
    OperationRef = "operationRef", Server = "server",
    // Security schemes
    Type = "type", Scheme = "scheme", BearerFormat = "bearerFormat", Flows = "flows",
    OpenIdConnectUrl = "openIdConnectUrl", Oauth2MetadataUrl = "oauth2MetadataUrl", Implicit = "implicit",
    Password = "password", ClientCredentials = "clientCredentials", AuthorizationCode = "authorizationCode",
    DeviceAuthorization = "deviceAuthorization", AuthorizationUrl = "authorizationUrl", TokenUrl = "tokenUrl",
    RefreshUrl = "refreshUrl", DeviceAuthorizationUrl = "deviceAuthorizationUrl", Scopes = "scopes",
    // Discriminators
    PropertyName = "propertyName", Mapping = "mapping", DefaultMapping = "defaultMapping",
    // Schemas
    MultipleOf = "multipleOf", Maximum = "maximum", ExclusiveMaximum = "exclusiveMaximum", Minimum = "minimum",
    ExclusiveMinimum = "exclusiveMinimum", MaxLength = "maxLength", MinLength = "minLength", Pattern = "pattern",
    MaxItems = "maxItems", MinItems = "minItems", UniqueItems = "uniqueItems", Contains = "contains",
    MaxContains = "maxContains", MinContains = "minContains", MaxProperties = "maxProperties",
    MinProperties = "minProperties", DependentRequired = "dependentRequired", Const = "const", Items = "items",
    PrefixItems = "prefixItems", AdditionalItems = "additionalItems", AllOf = "allOf", AnyOf = "anyOf",
    OneOf = "oneOf", Not = "not", If = "if", Then = "then", Else = "else", Properties = "properties",
    PatternProperties = "patternProperties", AdditionalProperties = "additionalProperties",
    PropertyNames = "propertyNames", UnevaluatedItems = "unevaluatedItems",
    UnevaluatedProperties = "unevaluatedProperties", DependentSchemas = "dependentSchemas",
    Dependencies = "dependencies", Format = "format", ContentEncoding = "contentEncoding",
    ContentMediaType = "contentMediaType", ContentSchema = "contentSchema", Nullable = "nullable",
    ReadOnly = "readOnly", WriteOnly = "writeOnly", Xml = "xml", Discriminator = "discriminator", Id = "$id",
    SchemaDialect = "$schema", Anchor = "$anchor", DynamicAnchor = "$dynamicAnchor", DynamicRef = "$dynamicRef",
    RecursiveAnchor = "$recursiveAnchor", RecursiveRef = "$recursiveRef", Vocabulary = "$vocabulary",
    Comment = "$comment", Defs = "$defs", Definitions = "definitions",
    // Extensions: where `downlevel` keeps webhooks, and those that are read
    XWebhooks = "x-webhooks", XSdk = "x-sdk", XEnumVarnames = "x-enum-varnames", XEnumNamesCamel = "x-enumNames",
    XEnumNames = "x-enum-names", XEnumDescriptions = "x-enum-descriptions",
    XEnumDescriptionsCamel = "x-enumDescriptions",
}

/// The keywords by their length, because most keys differ in that already.
static BY_LENGTH: LazyLock<Vec<Vec<(&'static str, Keyword)>>> = LazyLock::new(|| {
    let mut table = vec![Vec::new(); 32];
    for keyword in Keyword::ALL {
        if let Some(row) = table.get_mut(keyword.as_str().len()) {
            row.push((keyword.as_str(), *keyword));
        }
    }
    table
});

impl Keyword {
    /// The keyword that a key is.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        let row = BY_LENGTH.get(key.len())?;
        row.iter().find(|(text, _)| *text == key).map(|(_, keyword)| *keyword)
    }

    /// What a flag means where it is absent; to write it out adds nothing.
    #[must_use]
    pub(super) fn is_false_by_default(self) -> bool {
        matches!(
            self,
            Self::Required
                | Self::Deprecated
                | Self::Nullable
                | Self::ReadOnly
                | Self::WriteOnly
                | Self::UniqueItems
                | Self::AllowReserved
                | Self::AllowEmptyValue
                | Self::ExclusiveMinimum
                | Self::ExclusiveMaximum
        )
    }
}

/// A set of keywords.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keywords([u64; 3]);

impl Keywords {
    /// Adds a keyword.
    pub fn insert(&mut self, keyword: Keyword) {
        let (word, bit) = place(keyword);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    #[must_use]
    pub fn contains(&self, keyword: Keyword) -> bool {
        let (word, bit) = place(keyword);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Takes a keyword out; false if it was not in.
    pub(super) fn remove(&mut self, keyword: Keyword) -> bool {
        let had = self.contains(keyword);
        let (word, bit) = place(keyword);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
        had
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 3]
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: Self) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine |= more;
        }
    }

    /// Those that are not in another set, in the order of their numbers.
    pub fn without(self, other: Self) -> impl Iterator<Item = Keyword> {
        let [a, b, c] = self.0;
        let [x, y, z] = other.0;
        let left = Self([a & !x, b & !y, c & !z]);
        let some = if left.is_empty() { &[] } else { Keyword::ALL };
        some.iter().copied().filter(move |keyword| left.contains(*keyword))
    }

    pub fn iter(self) -> impl Iterator<Item = Keyword> {
        self.without(Self::default())
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

impl FromIterator<Keyword> for Keywords {
    fn from_iter<I: IntoIterator<Item = Keyword>>(keywords: I) -> Self {
        let mut all = Self::default();
        keywords.into_iter().for_each(|keyword| all.insert(keyword));
        all
    }
}

fn place(keyword: Keyword) -> (usize, u64) {
    let number = keyword as usize;
    (number / 64, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::{Keyword, Keywords};

    #[test]
    fn every_keyword_is_found_by_its_text() {
        assert!(Keyword::ALL.len() <= 192, "the set has no room for {} keywords", Keyword::ALL.len());
        for keyword in Keyword::ALL {
            assert_eq!(Keyword::of(keyword.as_str()), Some(*keyword));
        }
        assert_eq!(Keyword::of("maxlength"), None);
        assert_eq!(Keyword::of(""), None);
    }

    #[test]
    fn sets() {
        let mut all: Keywords = [Keyword::OpenApi, Keyword::Title, Keyword::XWebhooks].into_iter().collect();
        let some: Keywords = [Keyword::Title].into_iter().collect();
        assert_eq!(all.without(some).collect::<Vec<_>>(), [Keyword::OpenApi, Keyword::XWebhooks]);
        assert_eq!(all.len(), 3);
        all.extend([Keyword::Items].into_iter().collect());
        assert!(all.contains(Keyword::Items) && !all.contains(Keyword::Not));
        assert_eq!(all.without(all).count(), 0);
    }
}
