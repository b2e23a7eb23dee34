import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { awardQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { WhyBody } from '../why/why-body.tsx';

/** Why an award was granted, beside the table in which it stands. */
export const WhyDrawer = ({
  award,
  onClose,
}: Readonly<{ award: string | undefined; onClose: () => void }>) => {
  const { words } = useLanguage();
  const why = useQuery({ ...awardQuery(award ?? ''), enabled: award !== undefined });
  return (
    <Drawer
      opened={award !== undefined}
      onClose={onClose}
      position="right"
      size={440}
      title={words.why.title}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Asked query={why} place="award" rows={6}>
        {(data) => <WhyBody why={data} />}
      </Asked>
    </Drawer>
  );
};
