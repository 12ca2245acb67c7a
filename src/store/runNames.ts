import { randomInt } from 'node:crypto';

const ADJECTIVES =
  'able amber brave bright calm clever cosy crisp daring deft eager early fair fancy fleet fond gentle glad golden grand handy happy honest jolly keen kind lively lucky mellow merry mild neat nimble noble patient plain proud quick quiet rapid ready rosy serene sharp silent smooth steady sunny swift tidy vivid warm wise witty';
const ANIMALS =
  'ant badger bat bear bee bison boar bug calf carp cat cod colt cow crab crane crow deer dog dove duck eel elk ewe fawn finch fish fly fox frog gnat goat goose grouse gull hare hawk hen hog horse hound jay kit koi lamb lark lynx mare mink mole moose moth mouse mule newt owl ox panda perch pig pug quail ram rat ray robin roo seal shad shark sheep shrew skink slug smelt snail snake sow sponge squid stag steed stork swan toad trout turtle vole wasp whale wolf worm wren yak';

const pick = (words: string): string => {
  const list = words.split(' ');
  return list[randomInt(list.length)] ?? '';
};

/** A name for a run that has none, in MLflow's form `<adjective>-<animal>-<number>`. */
export const randomRunName = (): string => `${pick(ADJECTIVES)}-${pick(ANIMALS)}-${randomInt(1000)}`;
