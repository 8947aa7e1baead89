import Foundation
import Testing

/// Where a page sends its reader there is something: a file, and in it the heading that is named.
@Suite("links of the documents") struct DocumentLinkTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func pages() throws -> [URL] {
    let manager = FileManager.default
    let top = try manager.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
    let docs = manager.enumerator(at: root.appending(path: "docs"), includingPropertiesForKeys: nil)
    let below = docs?.compactMap { $0 as? URL } ?? []
    return (top + below + [root.appending(path: "benchmarks/README.md")]).filter { $0.pathExtension == "md" }
  }

  /// Text outside of fenced blocks.
  private static func prose(_ page: URL) throws -> [Substring] {
    var isCode = false
    return try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode
    }
  }

  /// As a heading is named where pages are read: `## A rule of work, from A to Z` is `a-rule-of-work-from-a-to-z`.
  private static func anchors(of page: URL) throws -> Set<String> {
    Set(
      try prose(page).filter { $0.hasPrefix("#") }.map { heading in
        heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
          .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.replacing(" ", with: "-")
      })
  }

  @Test("each leads to a file, and to a heading where it names one") func links() throws {
    let pages = try Self.pages()
    #expect(pages.count > 25)
    var count = 0
    for page in pages {
      for line in try Self.prose(page) {
        for match in line.matches(of: /\]\(([^)\s]+)\)/) where !match.1.contains("://") {
          count += 1
          let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
          let target =
            parts[0].isEmpty
            ? page : page.deletingLastPathComponent().appending(path: String(parts[0])).standardizedFileURL
          let isThere = FileManager.default.fileExists(atPath: target.path)
          #expect(isThere, "\(page.lastPathComponent): \(match.1)")
          if isThere, parts.count == 2, target.pathExtension == "md" {
            #expect(try Self.anchors(of: target).contains(String(parts[1])), "\(page.lastPathComponent): \(match.1)")
          }
        }
      }
    }
    #expect(count > 100)
  }

  @Test("the page of the libraries names every example") func examples() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/libraries.md"), encoding: .utf8)
    let folder = Self.root.appending(path: "Tests/Examples")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !name.hasPrefix(".") {
      #expect(page.contains("(../Tests/Examples/\(name)/main.swift)"), "\(name)")
    }
  }
}
