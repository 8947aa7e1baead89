import Searching
import Tables
import Testing
import Verification

@testable import Packing

/// Archives that are read from their end.
@Suite struct ZipDirectoryTests {
  private let archive = StoredArchive(["a.txt": "one", "folder/b.txt": "two and more", "empty": ""])

  private func text(_ directory: ZipDirectory, _ name: String) throws -> String? {
    try directory.stream(of: name).map { String(decoding: try $0.readAll(), as: UTF8.self) }
  }

  @Test("every file by its name, whatever comment follows")
  func files() throws {
    for comment in ["", "made by hand", "PK\u{5}\u{6} is what an archive ends with"] {
      let directory = try ZipDirectory(archive.bytes(comment: comment), name: "t.zip")
      #expect(directory.names == ["a.txt", "empty", "folder/b.txt"])
      for file in archive.files {
        #expect(try text(directory, file.name) == String(decoding: file.bytes, as: UTF8.self))
      }
      #expect(try text(directory, "other") == nil)
    }
  }

  @Test("cut anywhere, or with any byte changed, it ends in a message or in bytes")
  func damaged() throws {
    var random = SeededGenerator(seed: 11)
    let whole = archive.bytes()
    var refused = 0
    func read(_ bytes: [UInt8]) {
      do throws(Diagnostic) {
        let directory = try ZipDirectory(bytes, name: "t.zip")
        for name in directory.names { _ = try directory.stream(of: name)?.readAll() }
      } catch {
        refused += 1
        #expect(error.code == "file.packed" && error.cure != nil)
      }
    }
    for end in 0..<whole.count {
      read(Array(whole.prefix(end)))
      var changed = whole
      changed[end] ^= UInt8(1 + random.next() % 255)
      read(changed)
    }
    #expect(refused > whole.count)
  }

  @Test("what an archive holds is told by its first file")
  func content() {
    func content(_ name: String) -> ZipContent? { ZipContent(StoredArchive([name: "x"]).bytes()) }
    for name in ["[Content_Types].xml", "xl/workbook.xml", "_rels/.rels", "docProps/app.xml"] {
      #expect(content(name) == .workbook)
    }
    #expect(content("mimetype") == .openDocument)
    #expect(content("tickets.csv") == .other)
    #expect(ZipContent(Array("id,created".utf8)) == nil)
    #expect(ZipContent([0x50, 0x4B, 3, 4]) == .other)
  }
}
