import CZlib
import Calendars
import Searching
import Tables
import Testing
import Verification

@testable import Tickets

/// Exports as systems send them: packed.
@Suite struct PackedFileTests {
  private static let text: String = {
    let rows = (0..<5000).map {
      "\($0),2026-03-0\(2 + $0 % 7)T09:\(10 + $0 % 50):00Z,\($0 % 3 == 0 ? "Mail" : "Phone")"
    }
    return "id,created_at,channel\n" + rows.joined(separator: "\n") + "\n"
  }()

  /// - Parameter bits: 31 = gzip, -15 = no frame.
  private static func packed(_ bytes: [UInt8], bits: Int32 = 31) -> [UInt8] {
    let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    state.initialize(to: z_stream())
    defer { state.deallocate() }
    deflateInit2_(
      state, 9, Z_DEFLATED, bits, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    var (source, result) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(state, UInt(bytes.count))) + 64))
    let (given, room) = (UInt32(source.count), UInt32(result.count))
    source.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        state.pointee.next_in = source.baseAddress
        state.pointee.avail_in = given
        state.pointee.next_out = target.baseAddress
        state.pointee.avail_out = room
        _ = deflate(state, Z_FINISH)
      }
    }
    let left = Int(state.pointee.avail_out)
    deflateEnd(state)
    return Array(result.dropLast(left))
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A file in an archive, with its sizes behind it as programs that stream write it.
  private static func entry(_ name: String, _ text: String, flags: Int = 8, method: Int = 8) -> [UInt8] {
    let body = packed(Array(text.utf8), bits: -15)
    return [0x50, 0x4B, 3, 4] + number(20, 2) + number(flags, 2) + number(method, 2) + number(0, 16)
      + number(name.utf8.count, 2) + number(4, 2) + Array(name.utf8) + [9, 9, 0, 0] + body + [0x50, 0x4B, 7, 8]
      + number(0, 4) + number(body.count, 4) + number(text.utf8.count, 4)
  }

  /// The list at an archive's end, as far as anything looks at it.
  private static let list: [UInt8] = [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 60)

  private func read(_ bytes: [UInt8]) throws -> (contacts: [String], rows: Int) {
    let result = try importTickets([TicketSource(bytes: bytes, name: "t.csv.gz")])
    return (Sample.shown(result.histories), result.report.rowsRead)
  }

  private func fault(_ bytes: [UInt8]) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try importTickets([TicketSource(bytes: bytes, name: "t.zip")])
      return nil
    } catch { return error }
  }

  @Test("packed or not, the same contacts")
  func same() throws {
    let plain = try read(Array(Self.text.utf8))
    #expect(plain.rows == 5000)
    let half = Self.text.utf8.count / 2
    let parts = Self.packed(Array(Self.text.utf8.prefix(half))) + Self.packed(Array(Self.text.utf8.dropFirst(half)))
    let folder = [0x50, 0x4B, 3, 4] + Self.number(0, 22) + Self.number(4, 2) + Self.number(0, 2) + Array("out/".utf8)
    let archive = Self.entry("out/tickets.csv", Self.text)
    for bytes in [
      Self.packed(Array(Self.text.utf8)), parts, archive + Self.list, folder + archive + Self.list,
      StoredArchive(["tickets.csv": Self.text]).bytes(),
      archive + Self.entry("__MACOSX/out/._tickets.csv", "x") + Self.list,
    ] {
      let packed = try read(bytes)
      #expect(packed.contacts == plain.contacts && packed.rows == plain.rows)
    }
  }

  @Test("what can't be one export is named")
  func refused() throws {
    let text = "id,created_at\n1,2026-03-02T09:00:00Z\n"
    for (bytes, words) in [
      (Self.entry("a.csv", text) + Self.entry("b.csv", text) + Self.list, "several files"),
      (Self.entry("[Content_Types].xml", "<x/>") + Self.list, "workbook"),
      (Self.entry("xl/workbook.xml", "<x/>"), "workbook"),
      (Self.entry("a.csv", text, flags: 9), "encrypted"), (Self.entry("a.csv", text, method: 0), "method 0"),
      (StoredArchive(["docProps/app.xml": "<x/>"]).bytes(), "workbook"),
      (StoredArchive(["mimetype": "application/vnd.oasis"]).bytes(), "LibreOffice"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(text.utf8), "before 2007"),
      (Array(Self.entry("a.csv", text).prefix(20)), "too early"),
    ] {
      let found = fault(bytes)
      let fault = try #require(found, "\(words)")
      #expect(fault.code == "file.packed" && fault.message.contains(words), "\(fault)")
      #expect(fault.position?.file == "t.zip")
    }
  }

  @Test("what unpacks to hundreds of times its size is stopped")
  func bomb() throws {
    let bytes = Self.packed([UInt8](repeating: 10, count: 200 << 20))
    let stream = try PackedFile.open(ByteStream(bytes: bytes, name: "t.gz"))
    var (count, piece): (Int, [UInt8]) = (0, [])
    do throws(Diagnostic) {
      while try stream.read(into: &piece, atMost: 1 << 20) > 0 {
        count += piece.count
        piece = []
      }
      Issue.record("\(count) bytes came out")
    } catch {
      #expect(error.code == "file.packed" && error.message.contains("400 times"), "\(error)")
      #expect(count < 65 << 20)
    }
  }

  @Test("cut anywhere, or with any byte changed, it ends in a message or the same contacts")
  func damaged() throws {
    var random = SeededGenerator(seed: 7)
    let text = "id,created_at\n" + (0..<40).map { "\($0),2026-03-02T09:\(10 + $0):00Z\n" }.joined()
    for bytes in [Self.packed(Array(text.utf8)), Self.entry("a.csv", text) + Self.list] {
      for end in 0..<bytes.count {
        if let fault = fault(Array(bytes.prefix(end))) { #expect(!fault.message.isEmpty) }
        var changed = bytes
        changed[end] ^= UInt8(1 + random.next() % 255)
        _ = fault(changed)
      }
    }
  }
}
