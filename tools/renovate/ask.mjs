// Asks functions of Renovate that its command line does not offer without a forge: a question in JSON on the standard
// input, the answer in JSON on the standard output. tests/test_renovate.py is the only one who asks.
import { readFileSync } from "node:fs";
import { getConfig } from "renovate/dist/config/defaults.js";
import { GlobalConfig } from "renovate/dist/config/global.js";
import { mergeChildConfig } from "renovate/dist/config/index.js";
import { resolveConfigPresets } from "renovate/dist/config/presets/index.js";
import { parsePreset } from "renovate/dist/config/presets/parse.js";
import { doAutoReplace } from "renovate/dist/workers/repository/update/branch/auto-replace.js";
import { branchifyUpgrades } from "renovate/dist/workers/repository/updates/branchify.js";

const answers = {
  // The pull requests that a lookup leads to: by rules and groups, without a forge to open them in.
  async pullRequests({ settings, packageFiles }) {
    const { config } = await resolveConfigPresets(settings);
    const whole = { ...mergeChildConfig(getConfig(), config), repository: "local", errors: [], warnings: [] };
    const { branches } = await branchifyUpgrades(whole, packageFiles);
    return branches.map((branch) => ({
      title: branch.prTitle,
      branch: branch.branchName,
      labels: [...(branch.labels ?? []), ...(branch.addLabels ?? [])],
      automerge: branch.automerge,
      notes: branch.prBodyNotes ?? [],
      upgrades: branch.upgrades.map(({ depName, newValue }) => [depName, newValue]),
    }));
  },

  // A file after each of several upgrades, as Renovate writes it into the branch of that one.
  async upgraded({ folder, content, upgrades }) {
    GlobalConfig.set({ localDir: folder });
    const written = [];
    for (const upgrade of upgrades) written.push(await doAutoReplace(upgrade, content, false));
    return written;
  },

  // Where Renovate looks for a preset.
  preset({ name }) {
    const { presetPath, presetName } = parsePreset(name);
    return { presetPath, presetName };
  },
};

const { question, ...given } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await answers[question](given)));
