import { execFileSync } from 'node:child_process';

/** The driver description of SwiftShader, Vulkan on the processor, that Debian's chromium ships. Prints why there is none. */
export function swiftShader(): string | undefined {
  try {
    const files = execFileSync('dpkg', ['-L', 'libvulkan1', 'chromium', 'chromium-common'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const found = files.split('\n').find((file) => file.endsWith('/vk_swiftshader_icd.json'));
    if (found !== undefined) return found;
    console.warn("skipped: Debian's chromium has no vk_swiftshader_icd.json");
  } catch {
    console.warn(
      "skipped: WebGPU runs on SwiftShader, which Debian's package chromium ships; it is not installed",
    );
  }
  return undefined;
}
