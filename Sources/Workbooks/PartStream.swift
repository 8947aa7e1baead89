internal import Foundation
internal import Tables

/// What unpacks, as the XML reader takes it: UTF-8 and nothing else, and nothing declared.
///
/// The toolchain's reader (6.3.1) can't be given text in other encodings than it says, and it says nothing of what a document
/// declares, by which a text can grow without end. No program that saves workbooks writes either.
final class PartStream: InputStream {
  private let content: ByteStream
  private let part: String
  private var piece: [UInt8] = []
  private var position = 0
  /// Of `piece`, before the first byte of a character whose end is still to come.
  private var whole = 0
  private var isFirst = true
  private var hasEnded = false
  private(set) var fault: Diagnostic?

  init(_ content: ByteStream, part: String) {
    self.content = content
    self.part = part
    super.init(data: Data())
  }

  override func open() {}
  override func close() {}
  override var hasBytesAvailable: Bool { !hasEnded }
  override var streamStatus: Stream.Status { hasEnded ? .atEnd : .open }
  override var streamError: (any Error)? { fault }

  override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
    do throws(Diagnostic) {
      if position == whole, !hasEnded { try fill() }
    } catch {
      fault = error
      hasEnded = true
      return -1
    }
    let count = min(maxLength, whole - position)
    piece.withUnsafeBufferPointer { source in
      guard count > 0, let start = source.baseAddress else { return }
      buffer.update(from: start + position, count: count)
    }
    position += count
    return count
  }

  private func fill() throws(Diagnostic) {
    piece.removeSubrange(..<whole)
    position = 0
    while true {
      let isEnd = try content.read(into: &piece, atMost: 1 << 16) == 0
      whole = isEnd ? piece.count : Self.wholeCharacters(piece)
      // What an archive gives comes in pieces of any length, and what is declared stands at the beginning.
      if isEnd || whole > 0, !isFirst || isEnd || whole >= XMLProlog.longest { break }
    }
    hasEnded = piece.isEmpty
    guard String(validating: piece[..<whole], as: UTF8.self) != nil else { throw damaged("it isn't UTF-8") }
    if isFirst, let why = XMLProlog.fault(of: piece[..<whole]) { throw damaged(why) }
    isFirst = false
  }

  private func damaged(_ why: String) -> Diagnostic { PartReader.damaged(content.name, part, why) }

  /// How many bytes there are before the last character's, where that may lack its end.
  private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
    // The first byte of a character of several is 0xC0 or more, those after it are less.
    guard let last = bytes.suffix(3).lastIndex(where: { $0 >= 0xC0 }) else { return bytes.count }
    let length = bytes[last] >= 0xF0 ? 4 : bytes[last] >= 0xE0 ? 3 : 2
    return bytes.count - last < length ? last : bytes.count
  }
}

/// What stands before the first element of an XML document.
enum XMLProlog {
  /// It ends within so many bytes, or isn't read.
  static let longest = 1 << 12

  /// Why the document isn't read: its encoding, or something that it declares.
  static func fault(of bytes: ArraySlice<UInt8>) -> String? {
    var text = Substring(decoding: bytes.prefix(longest), as: UTF8.self)
    while let start = text.firstIndex(of: "<") {
      text = text[text.index(after: start)...]
      let end: String
      if text.hasPrefix("!--") {
        end = "-->"
      } else if text.hasPrefix("!") {
        return "it declares something"
      } else if text.hasPrefix("?") {
        end = "?>"
      } else {
        return nil
      }
      guard let range = text.firstRange(of: end) else { break }
      let said = text[..<range.lowerBound].lowercased()
      if said.hasPrefix("?xml"), let name = said.firstMatch(of: /encoding\s*=\s*["']([^"']*)/)?.output.1,
        !["utf-8", "utf8", "us-ascii", "ascii"].contains(name)
      {
        return "it says that it isn't UTF-8"
      }
      text = text[range.upperBound...]
    }
    return bytes.count < longest ? nil : "it begins with too much that is no element"
  }
}
