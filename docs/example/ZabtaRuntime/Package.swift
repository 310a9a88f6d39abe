// swift-tools-version: 6.2
import PackageDescription

// The library alone, through a link to its sources: SwiftPM fetches what any target of a package needs, and
// the compiler and the service of the package above need a lot. This one needs nothing.
let package = Package(
  name: "ZabtaRuntime",
  products: [.library(name: "ZabtaRuntime", targets: ["ZabtaRuntime"])],
  targets: [
    .target(
      name: "ZabtaRuntime",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
