import type { FunctionComponent } from 'preact';
import type { Comparison, SectionName } from '../../src/compare/comparison.ts';
import { ArtifactsSection } from '../artifacts/ArtifactsSection.tsx';
import { DependenciesSection } from '../models/DependenciesSection.tsx';
import { ExamplesSection } from '../prompts/ExamplesSection.tsx';
import { MetricsSection } from '../metrics/MetricsSection.tsx';
import { ModelsSection } from '../models/ModelsSection.tsx';
import { DatasetsSection } from '../params/DatasetsSection.tsx';
import { ParamsSection } from '../params/ParamsSection.tsx';
import { RunInfoSection } from '../params/RunInfoSection.tsx';
import { TagsSection } from '../params/TagsSection.tsx';
import { PromptsSection } from '../prompts/PromptsSection.tsx';
import { SignaturesSection } from '../signatures/SignaturesSection.tsx';
import type { SectionOverview } from '../sections.ts';
import { LayoutChoice } from '../texts/LayoutChoice.tsx';
import { useView } from '../view.ts';
import styles from './Comparing.module.css';
import { Header } from './Header.tsx';
import { RunHeader } from './RunHeader.tsx';
import { RunStrip } from './RunStrip.tsx';
import { Section } from './Section.tsx';

const CONTENT: Readonly<Record<SectionName, FunctionComponent<{ comparison: Comparison }>>> = {
  prompts: PromptsSection,
  metrics: MetricsSection,
  params: ParamsSection,
  models: ModelsSection,
  signatures: SignaturesSection,
  inputExamples: ExamplesSection,
  dependencies: DependenciesSection,
  artifacts: ArtifactsSection,
  datasets: DatasetsSection,
  tags: TagsSection,
  runInfo: RunInfoSection,
};

/** Whether a section has texts, which are laid out as the reader likes. */
function hasTexts({ name, rows }: SectionOverview): boolean {
  return rows > 0 && (name === 'prompts' || name === 'inputExamples');
}

/**
 * A header and a section for each kind of thing that the runs have: a comparison, with the runs as column heads that
 * stay in sight, or one run's own page.
 */
export function Comparing({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const { shown, empty } = view.overview.value;
  const alone = view.alone.value;
  const [only] = comparison.columns;
  return (
    <div class={styles['comparing']} data-alone={alone} style={{ '--runs': String(comparison.columns.length) }}>
      {alone && only !== undefined ? (
        <RunHeader column={only} />
      ) : (
        <>
          <Header comparison={comparison} />
          <RunStrip comparison={comparison} />
        </>
      )}
      {shown.map((section) => {
        const Content = CONTENT[section.name];
        return (
          <Section key={section.name} section={section} controls={!alone && hasTexts(section) && <LayoutChoice />}>
            <Content comparison={comparison} />
          </Section>
        );
      })}
      {empty.length > 0 && (
        <p class={styles['note']}>
          Not logged in {alone ? 'this run' : 'these runs'}: {empty.join(', ').toLowerCase()}.
        </p>
      )}
    </div>
  );
}
