/// Names that a file format allows, made from free text: characters outside its alphabet become `_`, empty names count,
/// long ones are cut, and repeats get a number. Equal input, equal names.
struct ExportNames {
  /// One name an entry, all different.
  let names: [String]

  /// - Parameters:
  ///   - prefix: starts names that would otherwise be empty or begin with a digit; itself legal.
  ///   - punctuation: what may stand in a name beside ASCII letters and digits, `_` among it.
  ///   - limit: longest name.
  init(_ wanted: some Sequence<String>, prefix: String, punctuation: String, limit: Int, reserved: [String] = []) {
    var legal = [Bool](repeating: false, count: 128)
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { legal[Int(byte)] = true }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { legal[Int(byte)] = true }
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { legal[Int(byte)] = true }
    for byte in punctuation.utf8 { legal[Int(byte)] = true }
    var used = Set(reserved)
    names = wanted.enumerated().map { index, text in
      var name = ""
      for scalar in text.unicodeScalars {
        let isLegal = scalar.value < 128 && legal[Int(scalar.value)]
        name.unicodeScalars.append(isLegal ? scalar : "_")
      }
      if name.isEmpty { name = "\(prefix)\(index + 1)" }
      // CPLEX LP reads e1 as a number.
      if name.first?.isLetter != true || name.hasPrefix("e") || name.hasPrefix("E") { name = "\(prefix)_\(name)" }
      if name.utf8.count > limit { name = String(name.prefix(limit - 12)) }
      var unique = name
      var number = 2
      while !used.insert(unique).inserted {
        unique = "\(name)_\(number)"
        number += 1
      }
      return unique
    }
  }
}
