/// What people mean by abbreviations of zones: they name an offset, often several, never a place.
enum ZoneAbbreviations {
  /// `America/New_York or America/Panama`, for advice; nil for what is no known abbreviation.
  static func places(_ text: String) -> String? { table[text.uppercased()] }

  private static let table: [String: String] = [
    "EST": "America/New_York (America/Panama where clocks never change)", "EDT": "America/New_York",
    "ET": "America/New_York", "EST5EDT": "America/New_York", "CST": "America/Chicago (or Asia/Shanghai)",
    "CDT": "America/Chicago", "CT": "America/Chicago", "CST6CDT": "America/Chicago",
    "MST": "America/Denver (America/Phoenix where clocks never change)", "MDT": "America/Denver",
    "MT": "America/Denver", "MST7MDT": "America/Denver", "PST": "America/Los_Angeles (or Asia/Manila)",
    "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles", "PST8PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu", "AST": "America/Halifax",
    "ADT": "America/Halifax", "NST": "America/St_Johns", "BRT": "America/Sao_Paulo",
    "ART": "America/Argentina/Buenos_Aires",
    "COT": "America/Bogota", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "BST": "Europe/London",
    "CET": "Europe/Berlin, Europe/Paris, Europe/Warsaw or another of Central Europe",
    "CEST": "Europe/Berlin, Europe/Paris, Europe/Warsaw or another of Central Europe",
    "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "MET": "Europe/Berlin",
    "EET": "Europe/Athens, Europe/Bucharest, Europe/Kyiv or another of Eastern Europe",
    "EEST": "Europe/Athens, Europe/Bucharest, Europe/Kyiv or another of Eastern Europe", "MSK": "Europe/Moscow",
    "TRT": "Europe/Istanbul", "IST": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem", "PKT": "Asia/Karachi",
    "GST": "Asia/Dubai", "SGT": "Asia/Singapore", "MYT": "Asia/Kuala_Lumpur", "PHT": "Asia/Manila",
    "PHST": "Asia/Manila",
    "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "WIB": "Asia/Jakarta", "ICT": "Asia/Bangkok",
    "AWST": "Australia/Perth", "ACST": "Australia/Adelaide", "ACDT": "Australia/Adelaide",
    "AEST": "Australia/Sydney (Australia/Brisbane where clocks never change)", "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland", "SAST": "Africa/Johannesburg", "CAT": "Africa/Maputo",
    "EAT": "Africa/Nairobi", "WAT": "Africa/Lagos",
  ]
}
