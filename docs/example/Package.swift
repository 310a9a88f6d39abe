// swift-tools-version: 6.2
import PackageDescription

// A service that embeds Zabta's runtime: nothing else of Zabta is compiled, and nothing is fetched.
let package = Package(
  name: "example",
  dependencies: [.package(path: "ZabtaRuntime")],
  targets: [
    .executableTarget(
      name: "Example", dependencies: [.product(name: "ZabtaRuntime", package: "ZabtaRuntime")])
  ]
)
