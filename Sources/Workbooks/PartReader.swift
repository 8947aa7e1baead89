internal import Foundation
internal import FoundationXML
internal import Tables

/// Takes the elements of one part of a workbook as they come.
protocol PartHandler: AnyObject {
  /// - Parameter name: without its prefix.
  func begin(_ name: Substring, _ attributes: [String: String]) throws(Diagnostic)
  /// A piece of text; one text may come in several.
  func text(_ piece: String) throws(Diagnostic)
  func end(_ name: Substring) throws(Diagnostic)
}

/// Reads a part of a workbook element by element, in flat memory: the toolchain's XML reader over what unpacks.
enum PartReader {
  /// - Throws: `workbook.damaged` where it is no XML in UTF-8, or declares anything; what `handler` and `content` throw.
  static func read(_ content: ByteStream, named part: String, into handler: any PartHandler) throws(Diagnostic) {
    let stream = PartStream(content, part: part)
    let parser = XMLParser(stream: stream)
    parser.shouldResolveExternalEntities = false
    let delegate = PartDelegate(handler)
    parser.delegate = delegate
    let isRead = parser.parse()
    if let fault = delegate.fault ?? stream.fault { throw fault }
    guard isRead else { throw Self.damaged(content.name, part, "line \(parser.lineNumber) isn't sound XML") }
  }

  static func damaged(_ file: String, _ part: String, _ why: String) -> Diagnostic {
    Diagnostic(
      "workbook.damaged", "the workbook's part '\(part)' can't be read: \(why)", at: SourcePosition(file: file),
      cure: "Save it anew with Excel or LibreOffice, or as CSV.")
  }
}

private final class PartDelegate: NSObject, XMLParserDelegate {
  private let handler: any PartHandler
  private(set) var fault: Diagnostic?

  init(_ handler: any PartHandler) { self.handler = handler }

  private func attempt(_ parser: XMLParser, _ work: () throws(Diagnostic) -> Void) {
    guard fault == nil else { return }
    do throws(Diagnostic) { try work() } catch {
      fault = error
      parser.abortParsing()
    }
  }

  private static func local(_ name: String) -> Substring {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name[...] }
    return name[name.utf8.index(after: colon)...]
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    attempt(parser) { () throws(Diagnostic) in try handler.begin(Self.local(elementName), attributes) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    attempt(parser) { () throws(Diagnostic) in try handler.text(string) }
  }

  func parser(_ parser: XMLParser, foundCDATA data: Data) {
    attempt(parser) { () throws(Diagnostic) in try handler.text(String(decoding: data, as: UTF8.self)) }
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    attempt(parser) { () throws(Diagnostic) in try handler.end(Self.local(elementName)) }
  }
}
