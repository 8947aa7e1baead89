/// A path of a file as somebody typed it, taken apart: every path has parts, however short.
package struct PathParts {
  /// What stands before the last slash, `/` for a file of the root; empty for a bare name.
  package let folder: String
  /// The last name.
  package let name: String

  package init(_ path: String) {
    let scalars = path.unicodeScalars
    guard let slash = scalars.lastIndex(of: "/") else {
      (folder, name) = ("", path)
      return
    }
    folder = slash == scalars.startIndex ? "/" : String(scalars[..<slash])
    name = String(scalars[scalars.index(after: slash)...])
  }

  /// The name without its extension: `recall` of `recall.json5`. A name that only begins with a dot has none.
  package var stem: String {
    let scalars = name.unicodeScalars
    guard let dot = scalars.lastIndex(of: "."), dot > scalars.startIndex, !scalars[dot...].contains(" ") else {
      return name
    }
    return String(scalars[..<dot])
  }

  /// A path that is written in the file: taken from its folder.
  package func beside(_ path: String) -> String {
    folder.isEmpty || folder == "/" ? folder + path : "\(folder)/\(path)"
  }
}
