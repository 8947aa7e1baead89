/// Letters without their marks, for comparing words that people, programs and languages spell in several ways.
public enum PlainText {
  /// Letters and digits in lower case, without accents: `Déc. 2026` is `dec2026`. What makes two words the same.
  ///
  /// The letter below a mark is found by the character's Unicode name (`LATIN SMALL LETTER E WITH ACUTE`); letters that
  /// have no simpler form stay.
  /// - Complexity: O(length), with a look at Unicode's names for each letter that is not ASCII.
  public static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if scalar.isASCII {
        if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) { key.append(scalar) }
      } else if scalar == "ß" {
        key.append("s")
        key.append("s")
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        key.append(base(of: scalar))
      }
    }
    return String(key)
  }

  /// The letter without its mark, or the scalar itself.
  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard let name = scalar.properties.name, name.hasPrefix("LATIN SMALL LETTER ") else { return scalar }
    let words = name.split(separator: " ")
    guard words.count > 5, words[4] == "WITH", words[3].utf8.count == 1, let letter = words[3].unicodeScalars.first
    else { return scalar }
    return letter.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }
}
