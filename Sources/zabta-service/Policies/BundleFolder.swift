import Foundation
import ZabtaBundle
import ZabtaRuntime

extension FixedPolicies {
  /// Reads every policy of a folder, as `zabta build` writes one.
  static func read(folder: String, defaultPolicy: String?) throws -> FixedPolicies {
    var policies: [LoadedPolicy] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      for file in [BundleSetJSON.fileName, "bundle.json"] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)/\(file)") else {
          continue
        }
        policies.append(LoadedPolicy(try BundleSetJSON.read(Array(data))))
        break
      }
    }
    return FixedPolicies(policies, defaultPolicy: defaultPolicy)
  }
}
