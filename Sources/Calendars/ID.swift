/// A name for one `Subject`: a person's can't be passed where a queue's is wanted. Plain text in JSON.
public struct ID<Subject>: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ text: String) { rawValue = text }
  public init(stringLiteral value: String) { rawValue = value }

  public var description: String { rawValue }
  /// Order of the text by Unicode scalars: the order of everything that a reader sees.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.unicodeScalars.lexicographicallyPrecedes(right.rawValue.unicodeScalars)
  }
}

/// The subjects that identifiers are about, where no stage owns a type of that name.
public enum QueueSubject {}
public enum SiteSubject {}
public enum PersonSubject {}
public enum TemplateSubject {}

/// A queue: a stream of contacts that one skill answers (`phone-en`).
public typealias QueueID = ID<QueueSubject>
/// A site: a place with a time zone and a pay rate.
public typealias SiteID = ID<SiteSubject>
/// A person who works duties.
public typealias PersonID = ID<PersonSubject>
/// A shift template.
public typealias TemplateID = ID<TemplateSubject>
