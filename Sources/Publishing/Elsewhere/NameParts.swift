/// A name in two, for systems that ask for both: all but the last word, and that. They help to look at, no more.
struct NameParts {
  var first: String
  var last: String

  init(_ name: String) {
    let words = name.split(whereSeparator: \.isWhitespace)
    first = (words.count > 1 ? words.dropLast() : words).joined(separator: " ")
    last = words.count > 1 ? words.last.map(String.init) ?? "" : ""
  }
}
