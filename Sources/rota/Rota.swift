internal import Planning

@main
enum RotaCommand {
  static func main() {
    print(Tool.signature)
  }
}
