internal import Foundation
internal import Tables

/// A folder of TZif files, as `/usr/share/zoneinfo` and PyPI's `tzdata` are. It is never walked to its end: Debian's holds
/// every zone three times (`posix/`, `right/`) and files that are none.
struct ZoneFolder: Sendable {
  /// Absolute.
  let path: String
  /// What `tzdata.zi` calls itself in its first line, else `+VERSION` or `version`; nil where none says.
  let release: ZoneRelease?

  /// - Throws: `zone.folder` (missing input) where there is no such folder, or no zone in it.
  init(_ path: String) throws(Diagnostic) {
    let url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
    self.path = url.path.count > 1 && url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: self.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw Diagnostic(
        "zone.folder", "there is no folder '\(path)' with zone rules",
        cure: "Name a folder of TZif files, such as /usr/share/zoneinfo.", kind: .missingInput)
    }
    guard Self.holdsZone(self.path) else {
      throw Diagnostic(
        "zone.folder", "the folder '\(path)' holds no zone rules",
        cure: "Name a folder of TZif files, such as /usr/share/zoneinfo.", kind: .missingInput)
    }
    release = Self.release(in: self.path)
  }

  /// Whether a TZif file lies in the folder or two levels below, where zones are (`America/Argentina/Salta`). The first one
  /// is enough, and a large folder that is none isn't searched to its end.
  private static func holdsZone(_ path: String) -> Bool {
    var folders = [(path: path, depth: 0)]
    var looked = 0
    while !folders.isEmpty {
      let (folder, depth) = folders.removeFirst()
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        looked += 1
        guard looked <= 5000 else { return false }
        let inner = "\(folder)/\(name)"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: inner, isDirectory: &isFolder) else { continue }
        if isFolder.boolValue {
          if depth < 2 { folders.append((inner, depth + 1)) }
        } else if bytes(of: inner, atMost: 4) == Array("TZif".utf8) {
          return true
        }
      }
    }
    return false
  }

  /// The zone's file; nil where the folder has none of this name, nor a link to another.
  /// - Throws: `zone.file` for what is there but no zone.
  func zone(_ identifier: String) throws(Diagnostic) -> TZif? {
    guard Self.isName(identifier) else { return nil }
    if let found = try file(identifier) { return found }
    guard let target = link(identifier), target != identifier, Self.isName(target) else { return nil }
    return try file(target)
  }

  private func file(_ identifier: String) throws(Diagnostic) -> TZif? {
    let file = "\(path)/\(identifier)"
    guard let bytes = Self.bytes(of: file, atMost: TZif.largestFile + 1) else { return nil }
    guard bytes.count <= TZif.largestFile else {
      throw Diagnostic(
        "zone.file", "the file has more than \(TZif.largestFile >> 10) KiB; a zone's has a few",
        at: SourcePosition(file: file), cure: "Install the tzdata package again.")
    }
    return try TZif(bytes, file: file)
  }

  /// What `tzdata.zi` says an old name stands for, in a line `L America/Los_Angeles US/Pacific`: some systems keep old
  /// names in a package of their own.
  private func link(_ identifier: String) -> String? {
    guard let bytes = Self.bytes(of: "\(path)/tzdata.zi", atMost: 1 << 20) else { return nil }
    let end = Array(" \(identifier)".utf8)
    for line in bytes.split(separator: 10) where line.starts(with: [76, 32]) && line.suffix(end.count) == end[...] {
      let words = line.split(separator: 32)
      if words.count == 3 { return String(decoding: words[1], as: UTF8.self) }
    }
    return nil
  }

  /// Letters, digits, `_`, `+` and `-` in parts between slashes; `posix/` and `right/` are folders, not names.
  private static func isName(_ identifier: String) -> Bool {
    let parts = identifier.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 4 && parts[0] != "posix" && parts[0] != "right"
      && parts.allSatisfy { part in
        (1...40).contains(part.utf8.count)
          && part.utf8.allSatisfy {
            (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || [43, 45, 95].contains($0)
          }
      }
  }

  private static func release(in path: String) -> ZoneRelease? {
    if let bytes = bytes(of: "\(path)/tzdata.zi", atMost: 64) {
      let line = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
      if line.hasPrefix("# version "), let found = ZoneRelease.prefix(of: line.dropFirst(10)) { return found }
    }
    for name in ["+VERSION", "version"] {
      if let bytes = bytes(of: "\(path)/\(name)", atMost: 64),
        let found = ZoneRelease.prefix(of: Substring(String(decoding: bytes, as: UTF8.self)))
      {
        return found
      }
    }
    return nil
  }

  /// The first bytes of a plain file, through links; nil for everything else, so that a pipe is never waited for.
  private static func bytes(of path: String, atMost limit: Int) -> [UInt8]? {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    guard let type = try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType,
      type == .typeRegular, let handle = try? FileHandle(forReadingFrom: url)
    else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: limit)).map { Array($0) }
  }
}
