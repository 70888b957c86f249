//! Two crates from documents that have nothing to do with parcels, called over real HTTP: nothing is built for one API.

use golden_depot::models::{Comparison, Condition, UploadFileRequest, UploadFileResult};
use golden_petstore::enums::Status;
use golden_petstore::models::{Cat, Filter, FilterAge, Pet, UpdatePetWithFormRequest};
use sdk_runtime::testing::{MockResponse, MockServer, ReceivedRequest, block_on as run};
use serde_json::json;

fn server(handler: impl Fn(&ReceivedRequest) -> MockResponse + Send + Sync + 'static) -> MockServer {
    MockServer::start(handler).expect("a port is free")
}

fn pets(server: &MockServer) -> golden_petstore::Client {
    let host = server.url().trim_start_matches("http://").to_owned();
    golden_petstore::Client::builder("s3cret").server_variable("host", host).build().expect("the options are right")
}

fn depot(server: &MockServer) -> golden_depot::Client {
    golden_depot::Client::builder().base_url(server.url()).api_key("k&y").build().expect("the options are right")
}

#[test]
fn a_union_goes_out_and_comes_back_by_its_discriminator() {
    let server = server(|request| {
        let mut pet = request.json();
        pet["id"] = 7.into();
        pet["parents"] = json!([{"kind": "dog", "name": "Rex", "bark": true}, {"kind": "fish", "name": "Nemo"}]);
        MockResponse::json(201, &pet)
    });
    let pet = run(pets(&server).pets().add_pet(Cat::new("Tom").status(Status::Available)).send()).expect("it is added");
    let Pet::Cat(cat) = &pet else { panic!("not a cat: {pet:?}") };
    assert_eq!((cat.id, cat.name().expect("it has a name")), (Some(7), "Tom"));
    let parents = cat.parents.as_ref().expect("it has parents");
    assert!(matches!(&parents[0], Pet::Dog(dog) if dog.bark == Some(true)));
    assert!(matches!(&parents[1], Pet::Unknown(fish) if fish["name"] == "Nemo"), "an unknown kind is kept");

    let sent = &server.requests()[0];
    assert_eq!((sent.method(), sent.target()), ("POST", "/v1/pets"));
    assert_eq!(sent.header("authorization"), Some("Bearer s3cret"));
    assert_eq!(sent.json(), json!({"kind": "cat", "name": "Tom", "status": "available"}));
}

#[test]
fn query_header_and_deep_object_are_written_as_described() {
    let server = server(|_| MockResponse::json(200, &json!([])));
    let filter = Filter::new().color("red & white").age(FilterAge::new().min(1).max(3));
    let call = pets(&server).pets().list_pets().status([Status::Sold, Status::from("lost")]).limit(5).filter(filter);
    assert!(run(call.x_shop("Main St").send()).expect("it is listed").is_empty());
    let sent = &server.requests()[0];
    let wanted = "/v1/pets?status=sold&status=lost&limit=5&filter%5Bage%5D%5Bmax%5D=3&filter%5Bage%5D%5Bmin%5D=1&filter%5Bcolor%5D=red%20%26%20white";
    let pairs = |target: &str| {
        let mut pairs: Vec<String> = target.split(['?', '&']).map(str::to_owned).collect();
        pairs.sort();
        pairs
    };
    assert_eq!(pairs(sent.target()), pairs(wanted));
    assert_eq!(sent.header("x-shop"), Some("Main St"));
}

#[test]
fn a_form_is_url_encoded_and_an_empty_answer_is_fine() {
    let server = server(|_| MockResponse::bytes(204, "text/plain", ""));
    let form = UpdatePetWithFormRequest::new("Tom & Co").status(Status::Pending).tags(["a b", "c"]);
    run(pets(&server).pets().update_pet_with_form(3, form).send()).expect("it is changed");
    let sent = &server.requests()[0];
    assert_eq!(sent.target(), "/v1/pets/3");
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    let mut pairs: Vec<&str> = std::str::from_utf8(sent.body()).expect("it is text").split('&').collect();
    pairs.sort_unstable();
    assert_eq!(pairs.len(), 4, "{pairs:?}");
    assert!(pairs[0].starts_with("name=Tom") && pairs[0].contains("%26"), "{pairs:?}");
    assert_eq!(&pairs[1..2], ["status=pending"]);
    assert!(pairs[2].starts_with("tags=a") && pairs[3] == "tags=c", "{pairs:?}");
}

#[test]
fn a_call_without_security_sends_no_credential() {
    let server = server(|_| MockResponse::bytes(204, "text/plain", ""));
    run(pets(&server).pets().delete_pet(3).send()).expect("it is removed");
    assert_eq!(server.requests()[0].header("authorization"), None);
}

#[test]
fn a_tree_is_read_to_its_leaves_and_an_error_keeps_its_body() {
    let server = server(|request| match request.path() {
        "/v1/store/categories" => MockResponse::json(
            200,
            &json!({"name": "all", "children": [{"name": "cats", "children": [{"name": "big"}], "parent": {"name": "all"}}]}),
        ),
        _ => MockResponse::json(404, &json!({"code": 44, "message": "no such pet"})),
    });
    let tree = run(pets(&server).store().get_categories().send()).expect("it is read");
    let leaf = &tree.children[0].children[0];
    assert_eq!(leaf.name().expect("it has a name"), "big");

    let error = run(pets(&server).pets().get_pet(9).send()).expect_err("there is none");
    assert!(error.is_not_found() && error.status() == Some(404), "{error}");
    let problem: golden_petstore::models::Problem = error.body_json().expect("the body is a problem");
    assert_eq!(problem.message.as_deref(), Some("no such pet"));
    assert!(!format!("{error:?} {error}").contains("s3cret"));
}

#[test]
fn each_success_status_has_its_own_body() {
    let server = server(|request| match request.body().windows(4).any(|word| word == b"soon") {
        true => MockResponse::json(202, &json!({"ticket": "t-1"})),
        false => MockResponse::json(201, &json!({"name": "a.txt", "size": 3, "type": "file", "digest": "AQID"})),
    });
    let client = depot(&server);
    let stored = run(client.files().upload_file(UploadFileRequest::new(b"now".to_vec()).label("x")).send())
        .expect("it is stored");
    let UploadFileResult::Created(file) = &stored else { panic!("{stored:?}") };
    assert_eq!((file.name.as_deref(), file.size), (Some("a.txt"), Some(3)));
    let promised =
        run(client.files().upload_file(UploadFileRequest::new(b"soon".to_vec())).send()).expect("it is promised");
    assert!(
        matches!(&promised, UploadFileResult::Accepted(ticket) if ticket.ticket.as_deref() == Some("t-1")),
        "{promised:?}"
    );

    let sent = &server.requests()[0];
    assert_eq!(sent.target(), "/api/files?key=k%26y", "the key is in the query");
    assert!(sent.header("content-type").is_some_and(|kind| kind.starts_with("multipart/form-data; boundary=")));
    let body = String::from_utf8_lossy(sent.body());
    assert!(body.contains("name=\"file\"") && body.contains("name=\"label\"") && body.contains("now"), "{body}");
}

#[test]
fn styles_of_path_query_and_cookie() {
    let server = server(|request| match request.path() {
        "/api/files" => MockResponse::json(200, &json!({"a": {"name": "a", "size": 1}})),
        _ => MockResponse::bytes(200, "text/plain", "text"),
    });
    let client = depot(&server);
    let condition = Condition::from(vec![Condition::from("word"), Comparison::new("<", Some(3.0.into())).into()]);
    let found =
        run(client.files().get_files().label(["a|b", "c"]).size([1, 2]).where_(condition).session("s 1").send())
            .expect("it is found");
    assert_eq!(found["a"].size, Some(1));
    let lines = golden_depot::models::ReadPartLines::new(2, 1);
    assert_eq!(run(client.files().read_part("dir/a b", [10, 20], lines).send()).expect("it is read"), "text");

    let sent = server.requests();
    assert_eq!(sent[0].header("cookie"), Some("session=s%201"));
    assert!(
        sent[0].target().contains("label=a%7Cb%7Cc") || sent[0].target().contains("label=a%7Cb|c"),
        "{}",
        sent[0].target()
    );
    assert!(sent[0].target().contains("size=1%202"), "{}", sent[0].target());
    let path = sent[1].path().to_owned();
    assert!(
        path.starts_with("/api/files/dir%2Fa%20b/parts.10,20/lines;from=1;to=2") || path.contains("parts.10.20"),
        "{path}"
    );
}

#[test]
fn bytes_and_text_travel_as_they_are() {
    let bytes: Vec<u8> = (0..=255).collect();
    let response = bytes.clone();
    let server = server(move |request| match request.method() {
        "GET" => MockResponse::bytes(200, "application/octet-stream", response.clone()),
        "PUT" => MockResponse::bytes(200, "text/plain", "done"),
        _ => MockResponse::json(200, &json!({"text": "hi", "level": 9, "by": {"mail": "a@b"}})),
    });
    let client = depot(&server);
    let read = run(async { client.files().read_file("x").await?.bytes().await });
    assert_eq!(read.expect("it is read"), bytes);
    assert_eq!(run(client.files().write_file("x", bytes.clone()).send()).expect("it is written"), "done");
    let note = run(client.notes().add_note().body("hi").send()).expect("it is added");
    assert_eq!(note.text.as_deref(), Some("hi"));
    assert!(note.level.is_some(), "an unknown number of an enum is kept");

    let sent = server.requests();
    assert_eq!(sent[1].body(), bytes);
    assert_eq!((sent[2].header("content-type"), sent[2].body()), (Some("text/plain"), b"hi".as_slice()));
}

#[test]
fn path_segments_that_would_change_the_path_are_refused() {
    let server = server(|_| MockResponse::bytes(200, "text/plain", "never"));
    for name in ["", ".", ".."] {
        let error = run(depot(&server).files().read_file(name).send()).expect_err("it is refused");
        assert!(error.is_request(), "{error}");
    }
    assert!(server.requests().is_empty());
}
