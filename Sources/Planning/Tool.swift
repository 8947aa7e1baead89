/// The program's name and version, as every output records it.
public enum Tool {
  public static let version = "0.2.0"
  public static let signature = "rota \(version)"
}
